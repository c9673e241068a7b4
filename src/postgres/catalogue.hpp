// What a schema needs to find in the database, the check that it is there and that the role of
// the lane may use it, and what else the look finds of the relations: plan::catalogue.
//
// The check runs over a lane like any other read, so it waits for the database as they
// do and runs again after the database was away.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/catalogue.hpp"
#include "postgres/connection_limits.hpp"
#include "postgres/lane.hpp"

namespace fraiseql::postgres {

// A column of one of these types, as format_type() spells them; the first is the one to make.
struct required_column {
  std::string name;
  std::vector<std::string> types;
  friend bool operator==(const required_column&, const required_column&) = default;
};

// A field of an object that is passed or returned as a composite type.
struct required_member {
  std::string name;
  // As format_type() spells them, of a list its items'; none: an object.
  std::vector<std::string> types = {};
  bool may_be_enum = false;
  bool may_be_any = false;
  bool is_list = false;
  bool must_be_there = true;
  friend bool operator==(const required_member&, const required_member&) = default;
};

// What is passed: a value of the type, a list of such values, an object, a list of objects.
enum class passed_as : std::uint8_t { value, list, object, objects };

// A parameter that a call passes always, or only when the client gave it a value: the
// function must have a DEFAULT for it then.
struct required_parameter {
  std::string name;
  std::string type;  // of a value or of a list's items; else "jsonb"
  bool is_always_passed = true;
  passed_as as = passed_as::value;
  std::vector<required_member> members = {};  // of an object
  friend bool operator==(const required_parameter&, const required_parameter&) = default;
};

struct required_relation {
  std::string schema;
  std::string name;
  std::string document = "data";  // the column of the documents
  std::vector<required_column> columns = {};
  bool is_public = false;  // its rows are for everybody
  friend bool operator==(const required_relation&, const required_relation&) = default;
};

// What a function may return. json and jsonb it may return always.
struct required_result {
  std::vector<std::string> types = {"uuid"};  // as format_type() spells them; the first is named
  bool may_be_row = false;                    // a composite type
  bool may_be_enum = false;                   // CREATE TYPE ... AS ENUM
  bool may_be_nothing = false;                // void
  bool may_be_any = false;
  bool is_list = false;                       // SETOF or an array of these
  bool has_lists = false;                     // it is a list of lists
  std::vector<required_member> members = {};  // of a composite type
  friend bool operator==(const required_result&, const required_result&) = default;
};

struct required_function {
  std::string schema;
  std::string name;
  std::vector<required_parameter> parameters;
  required_result returns = {};
  bool only_reads = false;  // a query calls it: VOLATILE ones may write and are refused
  friend bool operator==(const required_function&, const required_function&) = default;
};

// An extension whose type has the extension's name.
struct required_extension {
  std::string name;  // "ltree"
  std::string user;  // what needs it, in words: "Note.path of type LTree"
  friend bool operator==(const required_extension&, const required_extension&) = default;
};

// A pattern that the schema has, which only PostgreSQL can read, and the words that go before what
// it says where it cannot.
struct required_pattern {
  std::string name;
  command check;
};

using found_catalogue = std::shared_ptr<const plan::catalogue>;

struct missing;

// It makes a difference who asks: row-level security must bind those who read.
struct required_identity {
  std::vector<std::string> roles = {};  // that requests run as, beside the one that serves
};

struct requirements {
  std::vector<required_relation> relations = {};
  std::vector<required_function> functions = {};
  std::string search_configuration = "simple";  // of text searches, as regconfig reads it
  int oldest_server = 14;                       // PostgreSQL's major version
  std::vector<required_pattern> patterns = {};
  std::vector<required_extension> extensions = {};
  std::optional<required_identity> identity = {};
  // Says as whom the database is looked at (group.hpp); nullptr: as the role that serves.
  std::shared_ptr<const command> session = {};
  // What of the process is too much for how many connections there may be.
  std::function<std::vector<missing>(const connection_limits&)> allow = {};
  // Asked last, where nothing else is missing: what of the schema does not go with what is there.
  std::function<std::vector<missing>(const found_catalogue&)> judge = {};
};

// Something that is not there or not as needed, and what would mend it: SQL where it can.
struct missing {
  std::string message;
  std::string remedy;
  // Somebody may read what is not theirs: nothing may be served, also where it was before.
  bool is_breach = false;
};

// Everything missing (nothing: all is well), and what is there: of the relations that are
// needed the columns that the role may read.
struct catalogue_look {
  std::vector<postgres::missing> missing;
  found_catalogue found;
};

// Or why it could not be looked at.
using catalogue_answer = result<catalogue_look, error>;

void check_catalogue(lane& over, const requirements& needed,
                     std::function<void(catalogue_answer)> done);

}  // namespace fraiseql::postgres
