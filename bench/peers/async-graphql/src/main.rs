//! The blog, read from tb_* by async-graphql, axum and tokio-postgres.

use std::{collections::HashMap, env, fmt::Write, hash::Hash, sync::Arc, time::Duration};

use async_graphql::{
    ComplexObject, Context, EmptySubscription, Enum, ID, InputValueError, InputValueResult, Object,
    Result, Scalar, ScalarType, Schema, SimpleObject, Value,
    dataloader::{DataLoader, Loader},
};
use async_graphql_axum::GraphQL;
use axum::{Router, routing::post_service};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio::signal::unix::{SignalKind, signal};
use tokio_postgres::{NoTls, Row, types::ToSql};
use uuid::Uuid;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WORKERS: usize = 2;
const CONNECTIONS: usize = 16;
const BATCH_DELAY: Duration = Duration::from_millis(1);
const USER: &str = "u.pk_user, u.id, u.identifier, u.name";
const POST: &str = "p.pk_post, p.fk_author, p.id, p.title, p.created_at";
const COMMENT: &str = "c.fk_author, c.fk_post, c.id, c.content, c.created_at";

/// What a statement reads a row into.
trait FromRow {
    fn from_row(row: &Row) -> Self;
}

#[derive(Clone, SimpleObject)]
#[graphql(complex)]
struct User {
    #[graphql(skip)]
    key: i64,
    id: ID,
    identifier: String,
    name: String,
}

impl FromRow for User {
    fn from_row(row: &Row) -> Self {
        let id: Uuid = row.get(1);
        Self { key: row.get(0), id: id.into(), identifier: row.get(2), name: row.get(3) }
    }
}

#[derive(Clone, SimpleObject)]
#[graphql(complex)]
struct Post {
    #[graphql(skip)]
    key: i64,
    #[graphql(skip)]
    author_key: i64,
    id: ID,
    title: String,
    created_at: DateTime,
}

impl FromRow for Post {
    fn from_row(row: &Row) -> Self {
        let id: Uuid = row.get(2);
        Self {
            key: row.get(0),
            author_key: row.get(1),
            id: id.into(),
            title: row.get(3),
            created_at: DateTime(row.get(4)),
        }
    }
}

#[derive(Clone, SimpleObject)]
#[graphql(complex)]
struct Comment {
    #[graphql(skip)]
    author_key: i64,
    #[graphql(skip)]
    post_key: i64,
    id: ID,
    content: String,
    created_at: DateTime,
}

impl FromRow for Comment {
    fn from_row(row: &Row) -> Self {
        let id: Uuid = row.get(2);
        Self {
            author_key: row.get(0),
            post_key: row.get(1),
            id: id.into(),
            content: row.get(3),
            created_at: DateTime(row.get(4)),
        }
    }
}

/// In UTC with a `Z`.
#[derive(Clone, Copy)]
struct DateTime(jiff::Timestamp);

#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(Self(text.parse()?)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
enum Status {
    Draft,
    Published,
    Archived,
}

impl Status {
    fn stored(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }
}

type Parameter<'a> = &'a (dyn ToSql + Sync);

/// Reads the blog: by itself for root fields, as the loader of a `DataLoader` for all others.
#[derive(Clone)]
struct Blog {
    pool: Pool,
}

impl Blog {
    async fn rows<T: FromRow>(
        &self,
        statement: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Vec<T>> {
        let client = self.pool.get().await?;
        let statement = client.prepare_cached(statement).await?;
        Ok(client.query(&statement, parameters).await?.iter().map(T::from_row).collect())
    }

    async fn row<T: FromRow>(
        &self,
        statement: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Option<T>> {
        Ok(self.rows(statement, parameters).await?.pop())
    }

    /// The first rows of what belongs to one row: one statement for each limit that is asked for.
    async fn first_of_each<T: FromRow, K: Copy + Eq + Hash>(
        &self,
        asked: &[K],
        parts: fn(K) -> (i64, u32),
        key: fn(&T, u32) -> K,
        statement: fn(u32) -> String,
    ) -> Result<HashMap<K, Vec<T>>> {
        let mut keys: HashMap<u32, Vec<i64>> = HashMap::new();
        for one in asked {
            let (key, limit) = parts(*one);
            keys.entry(limit).or_default().push(key);
        }
        let mut found: HashMap<K, Vec<T>> = asked.iter().map(|one| (*one, Vec::new())).collect();
        for (limit, keys) in keys {
            for row in self.rows::<T>(&statement(limit), &[&keys]).await? {
                found.entry(key(&row, limit)).or_default().push(row);
            }
        }
        Ok(found)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct UserKey(i64);

impl Loader<UserKey> for Blog {
    type Value = Arc<User>;
    type Error = async_graphql::Error;

    async fn load(&self, keys: &[UserKey]) -> Result<HashMap<UserKey, Arc<User>>> {
        let keys: Vec<i64> = keys.iter().map(|key| key.0).collect();
        let statement = format!("select {USER} from tb_user u where u.pk_user = any($1)");
        let found = self.rows::<User>(&statement, &[&keys]).await?;
        Ok(found.into_iter().map(|user| (UserKey(user.key), user.into())).collect())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PostKey(i64);

impl Loader<PostKey> for Blog {
    type Value = Arc<Post>;
    type Error = async_graphql::Error;

    async fn load(&self, keys: &[PostKey]) -> Result<HashMap<PostKey, Arc<Post>>> {
        let keys: Vec<i64> = keys.iter().map(|key| key.0).collect();
        let statement = format!("select {POST} from tb_post p where p.pk_post = any($1)");
        let found = self.rows::<Post>(&statement, &[&keys]).await?;
        Ok(found.into_iter().map(|post| (PostKey(post.key), post.into())).collect())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PublishedPosts {
    author: i64,
    limit: u32,
}

impl Loader<PublishedPosts> for Blog {
    type Value = Vec<Post>;
    type Error = async_graphql::Error;

    async fn load(&self, asked: &[PublishedPosts]) -> Result<HashMap<PublishedPosts, Vec<Post>>> {
        self.first_of_each(
            asked,
            |one| (one.author, one.limit),
            |post: &Post, limit| PublishedPosts { author: post.author_key, limit },
            |limit| {
                format!(
                    "select {POST} from unnest($1::bigint[]) k (key), lateral (select *
                       from tb_post where fk_author = k.key and status = 'published'
                      order by created_at, id limit {limit}) p order by p.created_at, p.id"
                )
            },
        )
        .await
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Comments {
    post: i64,
    limit: u32,
}

impl Loader<Comments> for Blog {
    type Value = Vec<Comment>;
    type Error = async_graphql::Error;

    async fn load(&self, asked: &[Comments]) -> Result<HashMap<Comments, Vec<Comment>>> {
        self.first_of_each(
            asked,
            |one| (one.post, one.limit),
            |comment: &Comment, limit| Comments { post: comment.post_key, limit },
            |limit| {
                format!(
                    "select {COMMENT} from unnest($1::bigint[]) k (key), lateral (select *
                       from tb_comment where fk_post = k.key
                      order by created_at, id limit {limit}) c order by c.created_at, c.id"
                )
            },
        )
        .await
    }
}

fn loader<'a>(context: &Context<'a>) -> &'a DataLoader<Blog> {
    context.data_unchecked()
}

async fn author(context: &Context<'_>, key: i64) -> Result<Arc<User>> {
    loader(context).load_one(UserKey(key)).await?.ok_or_else(|| "no such user".into())
}

#[ComplexObject]
impl User {
    async fn published_posts(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] limit: u32,
    ) -> Result<Vec<Post>> {
        let asked = PublishedPosts { author: self.key, limit };
        Ok(loader(context).load_one(asked).await?.unwrap_or_default())
    }
}

#[ComplexObject]
impl Post {
    async fn author(&self, context: &Context<'_>) -> Result<Arc<User>> {
        author(context, self.author_key).await
    }

    async fn comments(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] limit: u32,
    ) -> Result<Vec<Comment>> {
        let asked = Comments { post: self.key, limit };
        Ok(loader(context).load_one(asked).await?.unwrap_or_default())
    }
}

#[ComplexObject]
impl Comment {
    async fn author(&self, context: &Context<'_>) -> Result<Arc<User>> {
        author(context, self.author_key).await
    }

    async fn post(&self, context: &Context<'_>) -> Result<Arc<Post>> {
        let found = loader(context).load_one(PostKey(self.post_key)).await?;
        found.ok_or_else(|| "no such post".into())
    }
}

/// A limit is a part of the statement's text and no parameter, so that PostgreSQL's generic plan
/// knows how many rows are read.
struct Query(Blog);

#[Object]
impl Query {
    async fn users(&self, #[graphql(default = 20)] limit: u32) -> Result<Vec<User>> {
        let statement =
            format!("select {USER} from tb_user u order by u.name, u.id limit {limit}");
        self.0.rows(&statement, &[]).await
    }

    async fn user(&self, id: ID) -> Result<Option<User>> {
        let id: Uuid = id.try_into()?;
        self.0.row(&format!("select {USER} from tb_user u where u.id = $1"), &[&id]).await
    }

    async fn posts(
        &self,
        #[graphql(default = 20)] limit: u32,
        status: Option<Status>,
        title_starts_with: Option<String>,
        created_since: Option<DateTime>,
    ) -> Result<Vec<Post>> {
        let status = status.map(Status::stored);
        let since = created_since.map(|since| since.0);
        let mut statement = format!("select {POST} from tb_post p where true");
        let mut parameters: Vec<Parameter> = Vec::new();
        if let Some(status) = &status {
            parameters.push(status);
            write!(statement, " and p.status = ${}", parameters.len())?;
        }
        if let Some(prefix) = &title_starts_with {
            parameters.push(prefix);
            write!(statement, " and p.title ^@ ${}", parameters.len())?;
        }
        if let Some(since) = &since {
            parameters.push(since);
            write!(statement, " and p.created_at >= ${}", parameters.len())?;
        }
        write!(statement, " order by p.created_at desc, p.id desc limit {limit}")?;
        self.0.rows(&statement, &parameters).await
    }

    async fn comments(&self, #[graphql(default = 20)] limit: u32) -> Result<Vec<Comment>> {
        let statement = format!(
            "select {COMMENT} from tb_comment c order by c.created_at desc, c.id desc limit {limit}"
        );
        self.0.rows(&statement, &[]).await
    }
}

struct Mutation(Blog);

#[Object]
impl Mutation {
    async fn update_post(&self, identifier: String, title: String) -> Result<Option<Post>> {
        let statement =
            format!("update tb_post p set title = $2 where p.identifier = $1 returning {POST}");
        self.0.row(&statement, &[&identifier, &title]).await
    }
}

fn pool() -> Pool {
    let of = |name| env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let mut config = tokio_postgres::Config::new();
    config.host_path(of("PGHOST")).user(of("PGUSER")).dbname(of("PGDATABASE"));
    config.port(of("PGPORT").parse().expect("PGPORT is a number"));
    let settings = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(config, NoTls, settings);
    Pool::builder(manager).max_size(CONNECTIONS).build().expect("a pool without timeouts")
}

async fn serve() -> std::io::Result<()> {
    let blog = Blog { pool: pool() };
    let loader = DataLoader::new(blog.clone(), tokio::spawn).delay(BATCH_DELAY);
    let schema = Schema::build(Query(blog.clone()), Mutation(blog), EmptySubscription)
        .data(loader)
        .finish();
    let routes = Router::new().route("/graphql", post_service(GraphQL::new(schema)));
    let address = format!("127.0.0.1:{}", env::var("PORT").expect("PORT is set"));
    let listener = tokio::net::TcpListener::bind(address).await?;
    let mut stop = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = axum::serve(listener, routes) => ended,
        _ = stop.recv() => Ok(()),
    }
}

fn main() -> std::io::Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_all()
        .build()?
        .block_on(serve())
}
