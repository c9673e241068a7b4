// The blog, read from tb_* by gqlgen's generated executor and pgx.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vikstrous/dataloadgen"

	"peer/graph"
	"peer/model"
)

const (
	connections = 32
	batchWait   = time.Millisecond
	userColumns = "u.pk_user, u.id, u.identifier, u.name"
	postColumns = "p.pk_post, p.fk_author, p.id, p.title, p.created_at"
)

// A limit is a part of the statement's text and no parameter, so that PostgreSQL's generic plan
// knows how many rows are read.
func limited(limit int) string {
	return " limit " + strconv.Itoa(limit)
}

type resolver struct{ pool *pgxpool.Pool }

func (r *resolver) Query() graph.QueryResolver       { return queryResolver{r} }
func (r *resolver) Mutation() graph.MutationResolver { return mutationResolver{r} }
func (r *resolver) User() graph.UserResolver         { return userResolver{} }
func (r *resolver) Post() graph.PostResolver         { return postResolver{} }
func (r *resolver) Comment() graph.CommentResolver   { return commentResolver{} }

type queryResolver struct{ *resolver }

func (r queryResolver) Users(ctx context.Context, limit int) ([]model.User, error) {
	return rows[model.User](ctx, r.pool,
		"select "+userColumns+" from tb_user u order by u.name, u.id"+limited(limit))
}

func (r queryResolver) User(ctx context.Context, id uuid.UUID) (*model.User, error) {
	return row[model.User](ctx, r.pool, "select "+userColumns+" from tb_user u where u.id = $1", id)
}

func (r queryResolver) Posts(ctx context.Context, limit int, status *model.Status,
	titleStartsWith *string, createdSince *time.Time) ([]model.Post, error) {
	var conditions []string
	var values []any
	when := func(condition string, value any) {
		values = append(values, value)
		conditions = append(conditions, condition+"$"+strconv.Itoa(len(values)))
	}
	if status != nil {
		when("p.status = ", string(*status))
	}
	if titleStartsWith != nil {
		when("p.title ^@ ", *titleStartsWith)
	}
	if createdSince != nil {
		when("p.created_at >= ", *createdSince)
	}
	where := ""
	if len(conditions) > 0 {
		where = " where " + strings.Join(conditions, " and ")
	}
	return rows[model.Post](ctx, r.pool, "select "+postColumns+" from tb_post p"+where+
		" order by p.created_at desc, p.id desc"+limited(limit), values...)
}

func (r queryResolver) Comments(ctx context.Context, limit int) ([]model.Comment, error) {
	return rows[model.Comment](ctx, r.pool, "select fk_author, fk_post, id, content, created_at"+
		" from tb_comment order by created_at desc, id desc"+limited(limit))
}

type mutationResolver struct{ *resolver }

func (r mutationResolver) UpdatePost(ctx context.Context, identifier, title string) (
	*model.Post, error) {
	return row[model.Post](ctx, r.pool,
		"update tb_post p set title = $2 where p.identifier = $1 returning "+postColumns,
		identifier, title)
}

type userResolver struct{}

func (userResolver) PublishedPosts(ctx context.Context, user *model.User, limit int) (
	[]model.Post, error) {
	return loadersOf(ctx).publishedPosts.Load(ctx, first{user.Key, limit})
}

type postResolver struct{}

func (postResolver) Author(ctx context.Context, post *model.Post) (*model.User, error) {
	return loadersOf(ctx).users.Load(ctx, post.AuthorKey)
}

func (postResolver) Comments(ctx context.Context, post *model.Post, limit int) (
	[]model.Comment, error) {
	return loadersOf(ctx).comments.Load(ctx, first{post.Key, limit})
}

type commentResolver struct{}

func (commentResolver) Author(ctx context.Context, comment *model.Comment) (*model.User, error) {
	return loadersOf(ctx).users.Load(ctx, comment.AuthorKey)
}

func (commentResolver) Post(ctx context.Context, comment *model.Comment) (*model.Post, error) {
	return loadersOf(ctx).posts.Load(ctx, comment.PostKey)
}

// What a request has loaded so far.
type loaders struct {
	users          *dataloadgen.Loader[int64, *model.User]
	posts          *dataloadgen.Loader[int64, *model.Post]
	publishedPosts *dataloadgen.Loader[first, []model.Post]
	comments       *dataloadgen.Loader[first, []model.Comment]
}

// The first rows of what belongs to one row.
type first struct {
	key   int64
	limit int
}

type loadersKey struct{}

func loadersOf(ctx context.Context) *loaders {
	return ctx.Value(loadersKey{}).(*loaders)
}

func withLoaders(pool *pgxpool.Pool, next http.Handler) http.Handler {
	wait := dataloadgen.WithWait(batchWait)
	return http.HandlerFunc(func(out http.ResponseWriter, request *http.Request) {
		all := &loaders{
			users: dataloadgen.NewLoader(byKey(pool,
				"select "+userColumns+" from tb_user u where u.pk_user = any($1)",
				func(user *model.User) int64 { return user.Key }), wait),
			posts: dataloadgen.NewLoader(byKey(pool,
				"select "+postColumns+" from tb_post p where p.pk_post = any($1)",
				func(post *model.Post) int64 { return post.Key }), wait),
			publishedPosts: dataloadgen.NewLoader(firstOfEach(pool, "select "+postColumns+
				" from unnest($1::bigint[]) k (key), lateral (select * from tb_post"+
				" where fk_author = k.key and status = 'published' order by created_at, id",
				") p order by p.created_at, p.id",
				func(post *model.Post) int64 { return post.AuthorKey }), wait),
			comments: dataloadgen.NewLoader(firstOfEach(pool, "select "+
				"c.fk_author, c.fk_post, c.id, c.content, c.created_at"+
				" from unnest($1::bigint[]) k (key), lateral (select * from tb_comment"+
				" where fk_post = k.key order by created_at, id",
				") c order by c.created_at, c.id",
				func(comment *model.Comment) int64 { return comment.PostKey }), wait),
		}
		next.ServeHTTP(out, request.WithContext(
			context.WithValue(request.Context(), loadersKey{}, all)))
	})
}

func byKey[T any](pool *pgxpool.Pool, statement string, keyOf func(*T) int64) func(
	context.Context, []int64) ([]*T, []error) {
	return func(ctx context.Context, keys []int64) ([]*T, []error) {
		found, err := rows[T](ctx, pool, statement, keys)
		if err != nil {
			return nil, []error{err}
		}
		at := make(map[int64]*T, len(found))
		for i := range found {
			at[keyOf(&found[i])] = &found[i]
		}
		got := make([]*T, len(keys))
		for i, key := range keys {
			got[i] = at[key]
		}
		return got, nil
	}
}

// One statement for each limit that is asked for: mostly one.
func firstOfEach[T any](pool *pgxpool.Pool, before, after string, keyOf func(*T) int64) func(
	context.Context, []first) ([][]T, []error) {
	return func(ctx context.Context, asked []first) ([][]T, []error) {
		keys := map[int][]int64{}
		for _, one := range asked {
			keys[one.limit] = append(keys[one.limit], one.key)
		}
		of := make(map[first][]T, len(asked))
		for limit, keys := range keys {
			found, err := rows[T](ctx, pool, before+limited(limit)+after, keys)
			if err != nil {
				return nil, []error{err}
			}
			for i := range found {
				one := first{keyOf(&found[i]), limit}
				of[one] = append(of[one], found[i])
			}
		}
		got := make([][]T, len(asked))
		for i, one := range asked {
			got[i] = of[one]
		}
		return got, nil
	}
}

func rows[T any](ctx context.Context, pool *pgxpool.Pool, statement string, values ...any) (
	[]T, error) {
	found, err := pool.Query(ctx, statement, values...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(found, pgx.RowToStructByPos[T])
}

func row[T any](ctx context.Context, pool *pgxpool.Pool, statement string, values ...any) (
	*T, error) {
	found, err := pool.Query(ctx, statement, values...)
	if err != nil {
		return nil, err
	}
	one, err := pgx.CollectOneRow(found, pgx.RowToAddrOfStructByPos[T])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return one, err
}

func open(ctx context.Context) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig("") // PGHOST, PGPORT, PGUSER, PGDATABASE
	if err != nil {
		return nil, err
	}
	config.MinConns = connections
	config.MaxConns = connections
	config.AfterConnect = func(_ context.Context, connection *pgx.Conn) error {
		connection.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID,
			Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}
	return pgxpool.NewWithConfig(ctx, config)
}

func main() {
	pool, err := open(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	graphql := handler.New(graph.NewExecutableSchema(graph.Config{Resolvers: &resolver{pool}}))
	graphql.AddTransport(transport.POST{})
	graphql.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	http.Handle("/graphql", withLoaders(pool, graphql))
	server := &http.Server{Addr: "127.0.0.1:" + os.Getenv("PORT")}
	stop, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-stop.Done()
		server.Close()
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
