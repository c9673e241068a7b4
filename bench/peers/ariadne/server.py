"""The blog in Ariadne: schema first, with aiodataloader, and with parsed and validated documents
kept by way of query_parser and query_validator."""

from functools import lru_cache

import database
import orjson
from aiodataloader import DataLoader
from ariadne import (
    EnumType, MutationType, ObjectType, QueryType, ScalarType, make_executable_schema)
from ariadne.asgi import GraphQL
from ariadne.asgi.handlers import GraphQLHTTPHandler
from graphql import parse, validate
from starlette.responses import Response

TYPES = """
  scalar DateTime
  enum PostStatus { DRAFT PUBLISHED ARCHIVED }
  type User {
    id: ID!
    identifier: String!
    name: String!
    publishedPosts(limit: Int! = 20): [Post!]!
  }
  type Post {
    id: ID!
    title: String!
    createdAt: DateTime!
    author: User!
    comments(limit: Int! = 20): [Comment!]!
  }
  type Comment { id: ID! content: String! author: User! post: Post! }
  type Query {
    users(limit: Int! = 20): [User!]!
    user(id: ID!): User
    posts(limit: Int! = 20, status: PostStatus, titleStartsWith: String,
          createdSince: DateTime): [Post!]!
    comments(limit: Int! = 20): [Comment!]!
  }
  type Mutation { updatePost(identifier: String!, title: String!): Post }
"""

date_time = ScalarType("DateTime", serializer=database.iso8601,
                       value_parser=database.parse_iso8601)
status = EnumType("PostStatus",
                  {"DRAFT": "draft", "PUBLISHED": "published", "ARCHIVED": "archived"})
query, mutation = QueryType(), MutationType()
user, post, comment = ObjectType("User"), ObjectType("Post"), ObjectType("Comment")


def column(name):
    return lambda row, _: row[name]


for type, columns in ((user, ("id", "identifier", "name")), (post, ("id", "title")),
                      (comment, ("id", "content"))):
    for name in columns:
        type.set_field(name, column(name))
post.set_field("createdAt", column("created_at"))


@user.field("publishedPosts")
def published_posts(row, info, limit):
    return info.context.published_posts_of(limit).load(row["pk_user"])


@post.field("author")
@comment.field("author")
def author(row, info):
    return info.context.users.load(row["fk_author"])


@post.field("comments")
def comments_of(row, info, limit):
    return info.context.comments_of(limit).load(row["pk_post"])


@comment.field("post")
def post_of(row, info):
    return info.context.posts.load(row["fk_post"])


@query.field("users")
def users(_, info, limit):
    return database.users(limit)


@query.field("user")
def user_of(_, info, id):
    return database.user(id)


@query.field("posts")
def posts(_, info, limit, status=None, titleStartsWith=None, createdSince=None):
    return database.posts(limit, status, titleStartsWith, createdSince)


@query.field("comments")
def comments(_, info, limit):
    return database.comments(limit)


@mutation.field("updatePost")
def update_post(_, info, identifier, title):
    return database.update_post(identifier, title)


@lru_cache(1000)
def document_of(text):
    return parse(text)


@lru_cache(1000)
def errors_of(schema, text, rules):
    """By the text, since the hash of a document is one of all its nodes."""
    return validate(schema, document_of(text), rules)


class Handler(GraphQLHTTPHandler):
    async def extract_data_from_json_request(self, request):
        return orjson.loads(await request.body())

    async def create_json_response(self, request, result, success):
        return Response(orjson.dumps(result), 200 if success else 400,
                        media_type="application/json")


application = database.with_pool(GraphQL(
    make_executable_schema(TYPES, query, mutation, user, post, comment, status, date_time),
    context_value=lambda request, data: database.Loaders(DataLoader),
    query_parser=lambda context, data: document_of(data["query"]),
    query_validator=lambda schema, document, rules: errors_of(
        schema, document.loc.source.body, rules),
    http_handler=Handler()))
