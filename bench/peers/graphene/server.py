"""The blog in Graphene: code first, with aiodataloader, behind an ASGI application of its own,
since Graphene has none. Documents are parsed and validated as its documentation shows, once."""

from functools import lru_cache

import database
import graphene
import orjson
from aiodataloader import DataLoader
from graphql import GraphQLError, execute, parse, validate


def column(attribute, default, row, info):
    return row[attribute]


class DateTime(graphene.Scalar):
    serialize = staticmethod(database.iso8601)
    parse_value = staticmethod(database.parse_iso8601)


class PostStatus(graphene.Enum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


def list_of(type, **arguments):
    return graphene.List(graphene.NonNull(type), required=True,
                         limit=graphene.Int(required=True, default_value=20), **arguments)


class User(graphene.ObjectType):
    class Meta:
        default_resolver = column

    id = graphene.ID(required=True)
    identifier = graphene.String(required=True)
    name = graphene.String(required=True)
    published_posts = list_of(lambda: Post)

    def resolve_published_posts(row, info, limit):
        return info.context.published_posts_of(limit).load(row["pk_user"])


class Post(graphene.ObjectType):
    class Meta:
        default_resolver = column

    id = graphene.ID(required=True)
    title = graphene.String(required=True)
    created_at = DateTime(required=True)
    author = graphene.Field(User, required=True)
    comments = list_of(lambda: Comment)

    def resolve_author(row, info):
        return info.context.users.load(row["fk_author"])

    def resolve_comments(row, info, limit):
        return info.context.comments_of(limit).load(row["pk_post"])


class Comment(graphene.ObjectType):
    class Meta:
        default_resolver = column

    id = graphene.ID(required=True)
    content = graphene.String(required=True)
    author = graphene.Field(User, required=True)
    post = graphene.Field(Post, required=True)

    def resolve_author(row, info):
        return info.context.users.load(row["fk_author"])

    def resolve_post(row, info):
        return info.context.posts.load(row["fk_post"])


class Query(graphene.ObjectType):
    users = list_of(User)
    user = graphene.Field(User, id=graphene.ID(required=True))
    posts = list_of(Post, status=PostStatus(), title_starts_with=graphene.String(),
                    created_since=DateTime())
    comments = list_of(Comment)

    def resolve_users(_, info, limit):
        return database.users(limit)

    def resolve_user(_, info, id):
        return database.user(id)

    def resolve_posts(_, info, limit, status=None, title_starts_with=None, created_since=None):
        return database.posts(limit, status and status.value, title_starts_with, created_since)

    def resolve_comments(_, info, limit):
        return database.comments(limit)


class UpdatePost(graphene.Mutation):
    class Arguments:
        identifier = graphene.String(required=True)
        title = graphene.String(required=True)

    Output = Post

    def mutate(_, info, identifier, title):
        return database.update_post(identifier, title)


class Mutation(graphene.ObjectType):
    update_post = UpdatePost.Field()


schema = graphene.Schema(Query, Mutation).graphql_schema


@lru_cache(1000)
def document_of(text):
    """The document, and the errors that validation finds in it."""
    document = parse(text)
    return document, validate(schema, document)


async def answer(request):
    try:
        document, errors = document_of(request["query"])
    except GraphQLError as error:
        return {"errors": [error.formatted]}
    if errors:
        return {"errors": [error.formatted for error in errors]}
    result = execute(schema, document, context_value=database.Loaders(DataLoader),
                     variable_values=request.get("variables"),
                     operation_name=request.get("operationName"))
    return (await result if hasattr(result, "__await__") else result).formatted


async def serve(scope, receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    text = orjson.dumps(await answer(orjson.loads(body)))
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-type", b"application/json"),
                            (b"content-length", b"%d" % len(text))]})
    await send({"type": "http.response.body", "body": text})


application = database.with_pool(serve)
