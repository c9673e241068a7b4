// start() in the order of its steps: directories, lock, programs, cluster, postmaster,
// roles. Each step can be interrupted by a kill and is taken up again by the next
// start. Read next: cluster_files.hpp (what lies where), postmaster.hpp.
#include "server/development_database.hpp"

#include <optional>
#include <utility>

#include "postgres/blocking_session.hpp"
#include "server/cluster_files.hpp"
#include "server/postmaster.hpp"

namespace fraiseql::server {
namespace {

constexpr const char* owner_role = "fraiseql_owner";
constexpr const char* database_name = "fraiseql";

failure setup_failed(const postgres::error& reason) {
  return {.message = "cannot set up the development database: " + reason.message,
          .hint = reason.hint};
}

result<done, postgres::error> run_unless(postgres::blocking_session& session,
                                         const std::string& question, const std::string& name,
                                         const std::string& statement) {
  FRAISEQL_TRY(found, session.query(question, {name}));
  if (!found.empty()) return done{};
  return session.run_script(statement);
}

// The bootstrap superuser serves for this alone. The owner needs no more than to own
// the database, where trusted extensions are its to create, and to make roles for requests. The
// serving role owns nothing, so that row-level security binds it.
result<done, postgres::error> make_roles(const cluster_place& place) {
  const std::string role_question = "select from pg_catalog.pg_roles where rolname = $1";
  const std::string serving_role(development_database::serving_role);
  FRAISEQL_TRY(session, postgres::blocking_session::connect(
                            conninfo_of(place, bootstrap_superuser, "postgres")));
  for (const std::string& role : {std::string(owner_role), serving_role}) {
    FRAISEQL_TRY_DONE(run_unless(session, role_question, role,
                                 "create role " + role + " login nosuperuser nobypassrls"));
  }
  FRAISEQL_TRY_DONE(session.run_script(std::string("alter role ") + owner_role + " createrole"));
  return run_unless(session, "select from pg_catalog.pg_database where datname = $1", database_name,
                    std::string("create database ") + database_name + " owner " + owner_role);
}

// PostgreSQL 14 gives the schema to the superuser and lets everybody create in it.
result<done, postgres::error> hand_over_schema(const cluster_place& place) {
  FRAISEQL_TRY(session, postgres::blocking_session::connect(
                            conninfo_of(place, bootstrap_superuser, database_name)));
  const std::string if_there =
      "do $$ begin if to_regnamespace('public') is not null then "
      "alter schema public owner to fraiseql_owner; "
      "revoke create on schema public from public; end if; end $$";
  return session.run_script(if_there);
}

// Makes sure that there is a whole cluster, and returns the programs to run it.
result<postgres_binaries> prepare_cluster(const cluster_place& place, bool fresh,
                                          const development_database::report& progress) {
  std::optional<int> version = cluster_version(place);
  // Looked for first: nothing is thrown away that could not be made again.
  FRAISEQL_TRY(binaries,
               find_binaries(debian_postgres_root, fresh ? std::optional<int>() : version));
  if (fresh) {
    FRAISEQL_TRY_DONE(stop_leftover(place));
    version.reset();
  }
  if (version) {
    remove_half_done(place);
    return binaries;
  }
  FRAISEQL_TRY_DONE(remove_cluster(place));
  if (progress) {
    progress("making a PostgreSQL " + std::to_string(binaries.major) + " cluster in " +
             place.home.string());
  }
  FRAISEQL_TRY_DONE(make_cluster(place, binaries));
  return binaries;
}

}  // namespace

struct development_database::state {
  cluster_place place = {};
  cluster_lock lock = {};
  std::optional<process> postmaster = {};
  std::string owner_conninfo = {};
  std::string serving_conninfo = {};
};

result<std::unique_ptr<development_database>> development_database::start(
    development_database_options options, const report& progress) {
  FRAISEQL_TRY_DONE(check_settings(options.settings));
  FRAISEQL_TRY(place, prepare_place(options.project));
  FRAISEQL_TRY(lock, lock_cluster(place));
  FRAISEQL_TRY(binaries, prepare_cluster(place, options.fresh, progress));
  FRAISEQL_TRY(postmaster, start_postmaster({.place = place,
                                             .binaries = binaries,
                                             .settings = options.settings,
                                             .previous_holder = lock.previous_holder}));
  // From here on whatever fails stops it.
  std::unique_ptr<development_database> running(new development_database(std::make_unique<state>(
      state{.place = place,
            .lock = std::move(lock),
            .postmaster = std::move(postmaster),
            .owner_conninfo = conninfo_of(place, owner_role, database_name),
            .serving_conninfo = conninfo_of(place, std::string(serving_role), database_name)})));
  if (auto made = make_roles(place); !made) return failed{setup_failed(made.error())};
  if (auto made = hand_over_schema(place); !made) return failed{setup_failed(made.error())};
  if (progress) {
    progress("PostgreSQL " + std::to_string(binaries.major) + " runs in " + place.home.string());
  }
  return running;
}

std::optional<std::string> development_database::conninfo_of_project(
    const std::filesystem::path& project) {
  std::error_code ignored;
  if (!std::filesystem::exists(project / ".fraiseql", ignored)) return std::nullopt;
  const auto place = prepare_place(project);
  if (!place) return std::nullopt;
  return conninfo_of(*place, std::string(serving_role), database_name);
}

development_database::development_database(std::unique_ptr<state> owned)
    : state_(std::move(owned)) {}

development_database::~development_database() { stop(); }

const std::string& development_database::owner_conninfo() const { return state_->owner_conninfo; }

const std::string& development_database::serving_conninfo() const {
  return state_->serving_conninfo;
}

const std::filesystem::path& development_database::log_file() const { return state_->place.log; }

void development_database::stop() {
  if (!state_->postmaster) return;
  stop_postmaster(*state_->postmaster);
  state_->postmaster.reset();
  remove_socket_directory(state_->place);
  unlock_cluster(state_->lock);
}

}  // namespace fraiseql::server
