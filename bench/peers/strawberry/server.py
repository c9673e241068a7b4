"""The blog in Strawberry: code first, its own DataLoader, its caches of parsed and of validated
documents."""

from datetime import datetime
from enum import Enum
from operator import getitem
from typing import Annotated

import database
import orjson
import strawberry
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

Info = strawberry.Info[database.Loaders, None]


@strawberry.enum
class PostStatus(Enum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


# The sources of these types are records, whose columns the default resolver reads by name.
@strawberry.type
class User:
    id: strawberry.ID
    identifier: str
    name: str

    @strawberry.field
    def published_posts(self, info: Info, limit: int = 20) -> list["Post"]:
        return info.context.published_posts_of(limit).load(self["pk_user"])


@strawberry.type
class Post:
    id: strawberry.ID
    title: str
    created_at: datetime

    @strawberry.field
    def author(self, info: Info) -> User:
        return info.context.users.load(self["fk_author"])

    @strawberry.field
    def comments(self, info: Info, limit: int = 20) -> list["Comment"]:
        return info.context.comments_of(limit).load(self["pk_post"])


@strawberry.type
class Comment:
    id: strawberry.ID
    content: str

    @strawberry.field
    def author(self, info: Info) -> User:
        return info.context.users.load(self["fk_author"])

    @strawberry.field
    def post(self, info: Info) -> Post:
        return info.context.posts.load(self["fk_post"])


@strawberry.type
class Query:
    @strawberry.field
    def users(self, limit: int = 20) -> list[User]:
        return database.users(limit)

    @strawberry.field
    def user(self, id: strawberry.ID) -> User | None:
        return database.user(id)

    @strawberry.field
    def posts(self, limit: int = 20, status: PostStatus | None = None,
              title_starts_with: str | None = None,
              created_since: datetime | None = None) -> list[Post]:
        return database.posts(limit, status and status.value, title_starts_with, created_since)

    @strawberry.field
    def comments(self, limit: int = 20) -> list[Comment]:
        return database.comments(limit)


@strawberry.type
class Mutation:
    @strawberry.mutation
    def update_post(self, identifier: Annotated[str, strawberry.argument()],
                    title: str) -> Post | None:
        return database.update_post(identifier, title)


class Server(GraphQL):
    async def get_context(self, request, response):
        return database.Loaders(DataLoader)

    def decode_json(self, data):
        return orjson.loads(data)

    def encode_json(self, data):
        return orjson.dumps(data)


schema = strawberry.Schema(
    Query, Mutation, extensions=[ParserCache, ValidationCache],
    config=StrawberryConfig(
        default_resolver=getitem,
        scalar_map={datetime: strawberry.scalar(
            name="DateTime", serialize=database.iso8601, parse_value=database.parse_iso8601)}))
application = database.with_pool(Server(schema, graphql_ide=None))
