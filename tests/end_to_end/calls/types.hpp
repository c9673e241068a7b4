// The types of schema.graphql beside it.
#pragma once

#include <fraiseql/fraiseql.hpp>

namespace gql = fraiseql;

enum class Color { red, dark_blue };

struct Named {
  std::string title;
};

struct Comment;

struct Note {
  gql::id id;
  std::string title;
  std::vector<std::string> tags;

  static gql::find<Comment> comments();
  static gql::find<Comment> pages();
  static void describe(gql::type<Note>& t) {
    t.implements<Named>();
    t.field<&Note::comments>();
    t.field<&Note::pages>();
  }
};

struct Comment {
  gql::id id;
  gql::id note_id;
  std::string text;

  static gql::find_one<Note> note() {
    return gql::find_one<Note>(gql::field<&Note::id> == gql::field<&Comment::note_id>);
  }
  static void describe(gql::type<Comment>& t) {
    t.field<&Comment::note_id>().column("note_id");
    t.field<&Comment::note>();
  }
};

inline gql::find<Comment> Note::comments() {
  return gql::find<Comment>().where(gql::field<&Comment::note_id> == gql::field<&Note::id>);
}
inline gql::find<Comment> Note::pages() {
  return comments().order_by(gql::field<&Comment::text>.asc()).by_cursor();
}

struct Draft {
  std::string title;
  std::optional<std::int32_t> words;
  static void describe(gql::type<Draft>& t) { t.implements<Named>(); }
};

struct Mention {
  std::string text;
  std::optional<gql::id> note_id;

  static gql::find_one<Note> note() {
    return gql::find_one<Note>(gql::field<&Note::id> == gql::field<&Mention::note_id>);
  }
  static gql::find<Comment> comments() {
    return gql::find<Comment>().where(gql::field<&Comment::note_id> ==
                                      gql::field<&Mention::note_id>);
  }
  static gql::find<Comment> pages() {
    return comments().order_by(gql::field<&Comment::text>.asc()).by_cursor();
  }
  static void describe(gql::type<Mention>& t) {
    t.doc("Has no rows, but some belong to it.");
    t.field<&Mention::note>();
    t.field<&Mention::comments>();
    t.field<&Mention::pages>();
  }
};

struct Taken {
  std::string message;
};

struct Lid {
  std::string name;
  std::optional<std::vector<std::int32_t>> sizes;
};

struct Box {
  std::int32_t w;
  std::optional<std::int32_t> h;
  std::optional<std::string> label;
  std::optional<Color> color;
  std::optional<Lid> lid;
  std::optional<std::vector<Lid>> lids;
};

struct Shelf {
  std::optional<Note> best;
  std::optional<std::vector<Note>> notes;
  std::optional<std::vector<Mention>> mentions;
};

struct Text {
  std::optional<std::string> value;
};

struct Json {
  std::optional<gql::json> value;
};

struct TakeScalars {
  std::optional<std::string> text;
  std::optional<std::string> varchar;
  std::optional<std::int32_t> int4;
  std::optional<std::int64_t> int8;
  std::optional<gql::decimal> numeric;
  std::optional<double> float8;
  std::optional<bool> flag;
  std::optional<gql::timestamp> timestamptz;
  std::optional<gql::date> date;
  std::optional<gql::time> time;
  std::optional<gql::duration> interval;
  std::optional<gql::json> jsonb;
  std::optional<gql::json> json;
  std::optional<gql::uuid> uuid;
  std::optional<gql::id> id;
  std::optional<gql::email_address> email;
  std::optional<gql::url> url;
  std::optional<gql::ip_address> inet;
  std::optional<gql::cidr> cidr;
  std::optional<gql::mac_address> macaddr;
  std::optional<gql::mac_address> macaddr8;
  std::optional<gql::ltree> ltree;
  std::optional<gql::date_range> daterange;
  std::optional<Color> color;
  std::optional<Color> color_text;
};

struct TakeLists {
  std::optional<std::vector<std::optional<std::int32_t>>> ints;
  std::optional<std::vector<std::string>> texts;
  std::optional<std::vector<Color>> colors;
  std::optional<std::vector<Color>> color_texts;
  std::optional<std::vector<gql::timestamp>> times;
  std::optional<std::vector<std::vector<std::int32_t>>> matrix;
  std::optional<std::vector<std::optional<Color>>> jsonb;
  std::optional<std::vector<std::optional<std::int32_t>>> json;
  std::optional<gql::json> anything;
  std::optional<std::vector<gql::json>> jsons;
};

struct LidInput {
  std::string name;
  std::optional<std::vector<std::optional<std::int32_t>>> sizes;
};

struct BoxInput {
  std::int32_t w;
  std::optional<std::int32_t> h;
  std::optional<std::string> label;
  std::optional<Color> color;
  std::optional<LidInput> lid;
  std::optional<std::vector<LidInput>> lids;
};

struct TakeObjects {
  std::optional<BoxInput> record;
  std::optional<BoxInput> jsonb;
  std::optional<BoxInput> json;
  std::optional<std::vector<std::optional<BoxInput>>> records;
  std::optional<std::vector<std::optional<BoxInput>>> jsonb_list;
  std::optional<std::vector<BoxInput>> json_list;
};

struct Sized {
  std::int32_t width = 9;
  std::optional<std::int32_t> height_in_pixels;
  std::optional<std::string> called;
  static void describe(gql::type<Sized>& t) { t.field<&Sized::called>().stored("stored_name"); }
};

struct TakeDefaults {
  std::int32_t of_graphql = 7;
  std::int32_t of_both = 8;
  std::optional<std::int32_t> of_sql;
  Color color = Color::dark_blue;
  std::optional<std::string> called_so;
  std::optional<Sized> box;
  static void describe(gql::type<TakeDefaults>& t) {
    t.field<&TakeDefaults::called_so>().stored("renamed");
  }
};

struct TakeRequired {
  std::string text;
  std::vector<std::int32_t> ints;
  BoxInput box;
  std::vector<BoxInput> boxes;
};

struct Tree {
  std::string name;
  std::vector<Tree> branches;
};

struct TakeTree {
  Tree tree;
};

struct Write {
  std::string name;
  std::optional<std::string> then;
  std::optional<std::string> follows;
};
