// schema.graphql beside it as a program: every type that a function of PostgreSQL may return or
// take, in mutations and queries. What both answer is in cases/call_*.json.
#include "types.hpp"

using gql::call;
using gql::input;
using std::optional;

using either = std::variant<Note, Mention, Taken>;
template <class T>
using loose = optional<std::vector<optional<T>>>;
template <class T>
using list = std::vector<T>;

auto notes() { return gql::find<Note>(); }

// In queries, where a struct or variant may be null without a word.
auto find_text(input<Text> in) { return call<std::string>("fn_text", in); }
auto find_ints(input<Text> in) { return call<list<std::int32_t>>("fn_int4_set", in); }
auto find_note(input<Json> in) { return call<Note>("fn_note_uuid", in); }
auto find_notes(input<Json> in) { return call<list<Note>>("fn_note_uuid_set", in); }
auto find_note_by_jsonb(input<Json> in) { return call<optional<Note>>("fn_jsonb", in); }
auto find_note_by_row(input<Json> in) { return call<Note>("fn_note_row", in); }
auto find_notes_by_row(input<Json> in) { return call<loose<Note>>("fn_note_row_set", in); }
auto find_box(input<Json> in) { return call<Box>("fn_box", in); }
auto find_boxes(input<Json> in) { return call<list<Box>>("fn_jsonb", in); }
auto find_either(input<Json> in) { return call<either>("fn_jsonb", in); }
auto find_eithers(input<Json> in) { return call<list<either>>("fn_jsonb_set", in); }
auto find_mention(input<Json> in) { return call<Mention>("fn_mention", in); }
auto find_named(input<Json> in) { return call<Named>("fn_jsonb", in); }
auto taken_scalars(input<TakeScalars> in) {
  return call<optional<gql::json>>("fn_take_scalars", in);
}

// Scalars.
auto of_text(input<Text> in) { return call<optional<std::string>>("fn_text", in); }
auto of_varchar(input<Text> in) { return call<optional<std::string>>("fn_varchar", in); }
auto of_citext(input<Text> in) { return call<optional<std::string>>("fn_citext", in); }
auto of_int2(input<Text> in) { return call<optional<std::int32_t>>("fn_int2", in); }
auto of_int4(input<Text> in) { return call<optional<std::int32_t>>("fn_int4", in); }
auto of_int8(input<Text> in) { return call<optional<std::int64_t>>("fn_int8", in); }
auto of_numeric(input<Text> in) { return call<optional<gql::decimal>>("fn_numeric", in); }
auto of_float4(input<Text> in) { return call<optional<double>>("fn_float4", in); }
auto of_float8(input<Text> in) { return call<optional<double>>("fn_float8", in); }
auto of_bool(input<Text> in) { return call<optional<bool>>("fn_bool", in); }
auto of_timestamptz(input<Text> in) { return call<optional<gql::timestamp>>("fn_timestamptz", in); }
auto of_date(input<Text> in) { return call<optional<gql::date>>("fn_date", in); }
auto of_time(input<Text> in) { return call<optional<gql::time>>("fn_time", in); }
auto of_interval(input<Text> in) { return call<optional<gql::duration>>("fn_interval", in); }
auto of_uuid(input<Text> in) { return call<optional<gql::uuid>>("fn_uuid", in); }
auto of_inet(input<Text> in) { return call<optional<gql::ip_address>>("fn_inet", in); }
auto of_cidr(input<Text> in) { return call<optional<gql::cidr>>("fn_cidr", in); }
auto of_macaddr(input<Text> in) { return call<optional<gql::mac_address>>("fn_macaddr", in); }
auto of_macaddr8(input<Text> in) { return call<optional<gql::mac_address>>("fn_macaddr8", in); }
auto of_ltree(input<Text> in) { return call<optional<gql::ltree>>("fn_ltree", in); }
auto of_daterange(input<Text> in) { return call<optional<gql::date_range>>("fn_daterange", in); }
auto of_color(input<Text> in) { return call<optional<Color>>("fn_color", in); }
auto id_of_uuid(input<Text> in) { return call<optional<gql::id>>("fn_uuid", in); }
auto id_of_text(input<Text> in) { return call<optional<gql::id>>("fn_text", in); }
auto email_of_text(input<Text> in) { return call<optional<gql::email_address>>("fn_text", in); }
auto url_of_text(input<Text> in) { return call<optional<gql::url>>("fn_text", in); }
auto color_of_text(input<Text> in) { return call<optional<Color>>("fn_text", in); }
auto strict_text(input<Text> in) { return call<std::string>("fn_text", in); }
auto strict_int4(input<Text> in) { return call<std::int32_t>("fn_int4", in); }
auto strict_bool(input<Text> in) { return call<bool>("fn_bool", in); }
auto strict_color(input<Text> in) { return call<Color>("fn_color", in); }
auto of_void() { return call<void>("fn_void"); }
auto truth_of_void() { return call<optional<bool>>("fn_void"); }

// JSON takes any.
auto any_of_text(input<Text> in) { return call<optional<gql::json>>("fn_text", in); }
auto any_of_int4(input<Text> in) { return call<optional<gql::json>>("fn_int4", in); }
auto any_of_numeric(input<Text> in) { return call<optional<gql::json>>("fn_numeric", in); }
auto any_of_bool(input<Text> in) { return call<optional<gql::json>>("fn_bool", in); }
auto any_of_timestamptz(input<Text> in) { return call<optional<gql::json>>("fn_timestamptz", in); }
auto any_of_uuid(input<Text> in) { return call<optional<gql::json>>("fn_uuid", in); }
auto any_of_color(input<Text> in) { return call<optional<gql::json>>("fn_color", in); }
auto any_of_int4_array(input<Text> in) { return call<optional<gql::json>>("fn_int4_array", in); }
auto any_of_jsonb(input<Json> in) { return call<optional<gql::json>>("fn_jsonb", in); }
auto any_of_json(input<Json> in) { return call<optional<gql::json>>("fn_json", in); }
auto any_of_box(input<Json> in) { return call<optional<gql::json>>("fn_box", in); }

// Scalars by jsonb.
auto jsonb_string(input<Json> in) { return call<optional<std::string>>("fn_jsonb", in); }
auto jsonb_int(input<Json> in) { return call<optional<std::int32_t>>("fn_jsonb", in); }
auto jsonb_big_int(input<Json> in) { return call<optional<std::int64_t>>("fn_jsonb", in); }
auto jsonb_decimal(input<Json> in) { return call<optional<gql::decimal>>("fn_jsonb", in); }
auto jsonb_float(input<Json> in) { return call<optional<double>>("fn_jsonb", in); }
auto jsonb_boolean(input<Json> in) { return call<optional<bool>>("fn_jsonb", in); }
auto jsonb_date_time(input<Json> in) { return call<optional<gql::timestamp>>("fn_jsonb", in); }
auto jsonb_date(input<Json> in) { return call<optional<gql::date>>("fn_jsonb", in); }
auto jsonb_time(input<Json> in) { return call<optional<gql::time>>("fn_jsonb", in); }
auto jsonb_duration(input<Json> in) { return call<optional<gql::duration>>("fn_jsonb", in); }
auto jsonb_id(input<Json> in) { return call<optional<gql::id>>("fn_jsonb", in); }
auto jsonb_uuid(input<Json> in) { return call<optional<gql::uuid>>("fn_jsonb", in); }
auto jsonb_email(input<Json> in) { return call<optional<gql::email_address>>("fn_jsonb", in); }
auto jsonb_url(input<Json> in) { return call<optional<gql::url>>("fn_jsonb", in); }
auto jsonb_ip(input<Json> in) { return call<optional<gql::ip_address>>("fn_jsonb", in); }
auto jsonb_cidr(input<Json> in) { return call<optional<gql::cidr>>("fn_jsonb", in); }
auto jsonb_mac(input<Json> in) { return call<optional<gql::mac_address>>("fn_jsonb", in); }
auto jsonb_ltree(input<Json> in) { return call<optional<gql::ltree>>("fn_jsonb", in); }
auto jsonb_range(input<Json> in) { return call<optional<gql::date_range>>("fn_jsonb", in); }
auto jsonb_color(input<Json> in) { return call<optional<Color>>("fn_jsonb", in); }
auto json_int(input<Json> in) { return call<optional<std::int32_t>>("fn_json", in); }
auto json_string(input<Json> in) { return call<optional<std::string>>("fn_json", in); }
auto json_color(input<Json> in) { return call<optional<Color>>("fn_json", in); }

// Lists of scalars.
auto loose_int4_set(input<Text> in) { return call<loose<std::int32_t>>("fn_int4_set", in); }
auto loose_int4_array(input<Text> in) { return call<loose<std::int32_t>>("fn_int4_array", in); }
auto loose_text_set(input<Text> in) { return call<loose<std::string>>("fn_text_set", in); }
auto loose_text_array(input<Text> in) { return call<loose<std::string>>("fn_text_array", in); }
auto loose_color_set(input<Text> in) { return call<loose<Color>>("fn_color_set", in); }
auto loose_color_array(input<Text> in) { return call<loose<Color>>("fn_color_array", in); }
auto loose_timestamptz_set(input<Text> in) {
  return call<loose<gql::timestamp>>("fn_timestamptz_set", in);
}
auto loose_timestamptz_array(input<Text> in) {
  return call<loose<gql::timestamp>>("fn_timestamptz_array", in);
}
auto loose_uuid_set(input<Text> in) { return call<loose<gql::uuid>>("fn_uuid_set", in); }
auto loose_uuid_array(input<Text> in) { return call<loose<gql::uuid>>("fn_uuid_array", in); }
auto strict_int4_set(input<Text> in) { return call<list<std::int32_t>>("fn_int4_set", in); }
auto strict_int4_array(input<Text> in) { return call<list<std::int32_t>>("fn_int4_array", in); }
auto strict_text_set(input<Text> in) { return call<list<std::string>>("fn_text_set", in); }
auto strict_text_array(input<Text> in) { return call<list<std::string>>("fn_text_array", in); }
auto strict_color_set(input<Text> in) { return call<list<Color>>("fn_color_set", in); }
auto strict_color_array(input<Text> in) { return call<list<Color>>("fn_color_array", in); }
auto loose_int_jsonb(input<Json> in) { return call<loose<std::int32_t>>("fn_jsonb", in); }
auto loose_int_json(input<Json> in) { return call<loose<std::int32_t>>("fn_json", in); }
auto loose_int_jsonb_set(input<Json> in) { return call<loose<std::int32_t>>("fn_jsonb_set", in); }
auto loose_int_json_set(input<Json> in) { return call<loose<std::int32_t>>("fn_json_set", in); }
auto loose_int_jsonb_array(input<Json> in) {
  return call<loose<std::int32_t>>("fn_jsonb_array", in);
}
auto strict_int_jsonb(input<Json> in) { return call<list<std::int32_t>>("fn_jsonb", in); }
auto strict_int_json(input<Json> in) { return call<list<std::int32_t>>("fn_json", in); }
auto strict_int_jsonb_set(input<Json> in) { return call<list<std::int32_t>>("fn_jsonb_set", in); }
auto strict_int_json_set(input<Json> in) { return call<list<std::int32_t>>("fn_json_set", in); }
auto strict_int_jsonb_array(input<Json> in) {
  return call<list<std::int32_t>>("fn_jsonb_array", in);
}
auto loose_matrix(input<Text> in) {
  return call<optional<list<loose<std::int32_t>>>>("fn_int4_array", in);
}
auto strict_matrix(input<Text> in) { return call<list<list<std::int32_t>>>("fn_int4_array", in); }
auto jsonb_matrix(input<Json> in) {
  return call<optional<list<loose<std::int32_t>>>>("fn_jsonb", in);
}

// Objects.
auto note_by_uuid(input<Json> in) { return call<optional<Note>>("fn_note_uuid", in); }
auto strict_note_by_uuid(input<Json> in) { return call<Note>("fn_note_uuid", in); }
auto note_by_jsonb(input<Json> in) { return call<optional<Note>>("fn_jsonb", in); }
auto strict_note_by_jsonb(input<Json> in) { return call<Note>("fn_jsonb", in); }
auto note_by_json(input<Json> in) { return call<optional<Note>>("fn_json", in); }
auto strict_note_by_json(input<Json> in) { return call<Note>("fn_json", in); }
auto note_by_row(input<Json> in) { return call<optional<Note>>("fn_note_row", in); }
auto strict_note_by_row(input<Json> in) { return call<Note>("fn_note_row", in); }
auto note_by_out(input<Json> in) { return call<optional<Note>>("fn_note_out", in); }
auto strict_note_by_out(input<Json> in) { return call<Note>("fn_note_out", in); }
auto box_by_jsonb(input<Json> in) { return call<optional<Box>>("fn_jsonb", in); }
auto strict_box_by_jsonb(input<Json> in) { return call<Box>("fn_jsonb", in); }
auto box_by_json(input<Json> in) { return call<optional<Box>>("fn_json", in); }
auto strict_box_by_json(input<Json> in) { return call<Box>("fn_json", in); }
auto box_by_record(input<Json> in) { return call<optional<Box>>("fn_box", in); }
auto strict_box_by_record(input<Json> in) { return call<Box>("fn_box", in); }
auto box_by_out(input<Json> in) { return call<optional<Box>>("fn_box_out", in); }
auto strict_box_by_out(input<Json> in) { return call<Box>("fn_box_out", in); }

// Lists of objects.
auto notes_by_uuid_set(input<Json> in) { return call<loose<Note>>("fn_note_uuid_set", in); }
auto strict_notes_by_uuid_set(input<Json> in) { return call<list<Note>>("fn_note_uuid_set", in); }
auto notes_by_uuid_array(input<Json> in) { return call<loose<Note>>("fn_note_uuid_array", in); }
auto strict_notes_by_uuid_array(input<Json> in) {
  return call<list<Note>>("fn_note_uuid_array", in);
}
auto notes_by_jsonb(input<Json> in) { return call<loose<Note>>("fn_jsonb", in); }
auto strict_notes_by_jsonb(input<Json> in) { return call<list<Note>>("fn_jsonb", in); }
auto notes_by_json(input<Json> in) { return call<loose<Note>>("fn_json", in); }
auto strict_notes_by_json(input<Json> in) { return call<list<Note>>("fn_json", in); }
auto notes_by_jsonb_set(input<Json> in) { return call<loose<Note>>("fn_jsonb_set", in); }
auto strict_notes_by_jsonb_set(input<Json> in) { return call<list<Note>>("fn_jsonb_set", in); }
auto notes_by_json_set(input<Json> in) { return call<loose<Note>>("fn_json_set", in); }
auto strict_notes_by_json_set(input<Json> in) { return call<list<Note>>("fn_json_set", in); }
auto notes_by_jsonb_array(input<Json> in) { return call<loose<Note>>("fn_jsonb_array", in); }
auto strict_notes_by_jsonb_array(input<Json> in) { return call<list<Note>>("fn_jsonb_array", in); }
auto notes_by_row_set(input<Json> in) { return call<loose<Note>>("fn_note_row_set", in); }
auto strict_notes_by_row_set(input<Json> in) { return call<list<Note>>("fn_note_row_set", in); }
auto notes_by_row_array(input<Json> in) { return call<loose<Note>>("fn_note_row_array", in); }
auto strict_notes_by_row_array(input<Json> in) { return call<list<Note>>("fn_note_row_array", in); }
auto notes_by_table(input<Json> in) { return call<loose<Note>>("fn_note_table", in); }
auto strict_notes_by_table(input<Json> in) { return call<list<Note>>("fn_note_table", in); }
auto boxes_by_jsonb(input<Json> in) { return call<loose<Box>>("fn_jsonb", in); }
auto strict_boxes_by_jsonb(input<Json> in) { return call<list<Box>>("fn_jsonb", in); }
auto boxes_by_json(input<Json> in) { return call<loose<Box>>("fn_json", in); }
auto strict_boxes_by_json(input<Json> in) { return call<list<Box>>("fn_json", in); }
auto boxes_by_jsonb_set(input<Json> in) { return call<loose<Box>>("fn_jsonb_set", in); }
auto strict_boxes_by_jsonb_set(input<Json> in) { return call<list<Box>>("fn_jsonb_set", in); }
auto boxes_by_json_set(input<Json> in) { return call<loose<Box>>("fn_json_set", in); }
auto strict_boxes_by_json_set(input<Json> in) { return call<list<Box>>("fn_json_set", in); }
auto boxes_by_jsonb_array(input<Json> in) { return call<loose<Box>>("fn_jsonb_array", in); }
auto strict_boxes_by_jsonb_array(input<Json> in) { return call<list<Box>>("fn_jsonb_array", in); }
auto boxes_by_record_set(input<Json> in) { return call<loose<Box>>("fn_box_set", in); }
auto strict_boxes_by_record_set(input<Json> in) { return call<list<Box>>("fn_box_set", in); }
auto boxes_by_record_array(input<Json> in) { return call<loose<Box>>("fn_box_array", in); }
auto strict_boxes_by_record_array(input<Json> in) { return call<list<Box>>("fn_box_array", in); }
auto boxes_by_table(input<Json> in) { return call<loose<Box>>("fn_box_table", in); }
auto strict_boxes_by_table(input<Json> in) { return call<list<Box>>("fn_box_table", in); }

// Unions and interfaces.
auto either_by_jsonb(input<Json> in) { return call<optional<either>>("fn_jsonb", in); }
auto strict_either_by_jsonb(input<Json> in) { return call<either>("fn_jsonb", in); }
auto either_by_json(input<Json> in) { return call<optional<either>>("fn_json", in); }
auto strict_either_by_json(input<Json> in) { return call<either>("fn_json", in); }
auto either_by_record(input<Json> in) { return call<optional<either>>("fn_either", in); }
auto strict_either_by_record(input<Json> in) { return call<either>("fn_either", in); }
auto eithers_by_jsonb(input<Json> in) { return call<loose<either>>("fn_jsonb", in); }
auto strict_eithers_by_jsonb(input<Json> in) { return call<list<either>>("fn_jsonb", in); }
auto eithers_by_jsonb_set(input<Json> in) { return call<loose<either>>("fn_jsonb_set", in); }
auto strict_eithers_by_jsonb_set(input<Json> in) { return call<list<either>>("fn_jsonb_set", in); }
auto eithers_by_record_set(input<Json> in) { return call<loose<either>>("fn_either_set", in); }
auto strict_eithers_by_record_set(input<Json> in) {
  return call<list<either>>("fn_either_set", in);
}
auto other_key(input<Json> in) { return call<optional<either>>("fn_jsonb", in); }
auto named(input<Json> in) { return call<optional<Named>>("fn_jsonb", in); }
auto strict_named(input<Json> in) { return call<Named>("fn_jsonb", in); }
auto nameds(input<Json> in) { return call<loose<Named>>("fn_jsonb_set", in); }

// What belongs to values.
auto mention_by_jsonb(input<Json> in) { return call<optional<Mention>>("fn_jsonb", in); }
auto mention_by_record(input<Json> in) { return call<optional<Mention>>("fn_mention", in); }
auto mentions_by_jsonb(input<Json> in) { return call<list<Mention>>("fn_jsonb", in); }
auto mentions_by_record_set(input<Json> in) { return call<list<Mention>>("fn_mention_set", in); }
auto shelf(input<Json> in) { return call<optional<Shelf>>("fn_jsonb", in); }

// Inputs.
auto take_scalars(input<TakeScalars> in) {
  return call<optional<gql::json>>("fn_take_scalars", in);
}
auto take_lists(input<TakeLists> in) { return call<optional<gql::json>>("fn_take_lists", in); }
auto take_objects(input<TakeObjects> in) {
  return call<optional<gql::json>>("fn_take_objects", in);
}
auto take_defaults(input<TakeDefaults> in) {
  return call<optional<gql::json>>("fn_take_defaults", in);
}
auto take_required(input<TakeRequired> in) {
  return call<optional<gql::json>>("fn_take_required", in);
}
auto take_tree(input<TakeTree> in) { return call<optional<gql::json>>("fn_take_tree", in); }

// What writes.
auto write_note(input<Write> in) { return call<Note>("fn_write", in); }
auto write_if_there(input<Write> in) { return call<optional<Note>>("fn_write", in); }
auto write_value(input<Write> in) { return call<optional<either>>("fn_write_value", in); }
auto write_strict_value(input<Write> in) { return call<either>("fn_write_value", in); }

int main(int argc, char** argv) {
  gql::schema schema;
  schema.query<notes, find_text, find_ints, find_note, find_notes, find_note_by_jsonb,
               find_note_by_row, find_notes_by_row, find_box, find_boxes, find_either, find_eithers,
               find_mention, find_named, taken_scalars>();
  schema.mutation<of_text, of_varchar, of_citext, of_int2, of_int4, of_int8, of_numeric, of_float4,
                  of_float8, of_bool, of_timestamptz, of_date, of_time, of_interval, of_uuid,
                  of_inet, of_cidr, of_macaddr, of_macaddr8, of_ltree, of_daterange, of_color,
                  id_of_uuid, id_of_text, email_of_text, url_of_text, color_of_text, strict_text,
                  strict_int4, strict_bool, strict_color, of_void, truth_of_void>();
  schema.mutation<any_of_text, any_of_int4, any_of_numeric, any_of_bool, any_of_timestamptz,
                  any_of_uuid, any_of_color, any_of_int4_array, any_of_jsonb, any_of_json,
                  any_of_box>();
  schema.mutation<jsonb_string, jsonb_int, jsonb_big_int, jsonb_decimal, jsonb_float, jsonb_boolean,
                  jsonb_date_time, jsonb_date, jsonb_time, jsonb_duration, jsonb_id, jsonb_uuid,
                  jsonb_email, jsonb_url, jsonb_ip, jsonb_cidr, jsonb_mac, jsonb_ltree, jsonb_range,
                  jsonb_color, json_int, json_string, json_color>();
  schema
      .mutation<loose_int4_set, loose_int4_array, loose_text_set, loose_text_array, loose_color_set,
                loose_color_array, loose_timestamptz_set, loose_timestamptz_array, loose_uuid_set,
                loose_uuid_array, strict_int4_set, strict_int4_array, strict_text_set,
                strict_text_array, strict_color_set, strict_color_array, loose_int_jsonb,
                loose_int_json, loose_int_jsonb_set, loose_int_json_set, loose_int_jsonb_array,
                strict_int_jsonb, strict_int_json, strict_int_jsonb_set, strict_int_json_set,
                strict_int_jsonb_array, loose_matrix, strict_matrix, jsonb_matrix>();
  schema.mutation<note_by_uuid, strict_note_by_uuid, note_by_jsonb, strict_note_by_jsonb,
                  note_by_json, strict_note_by_json, note_by_row, strict_note_by_row, note_by_out,
                  strict_note_by_out, box_by_jsonb, strict_box_by_jsonb, box_by_json,
                  strict_box_by_json, box_by_record, strict_box_by_record, box_by_out,
                  strict_box_by_out>();
  schema.mutation<
      notes_by_uuid_set, strict_notes_by_uuid_set, notes_by_uuid_array, strict_notes_by_uuid_array,
      notes_by_jsonb, strict_notes_by_jsonb, notes_by_json, strict_notes_by_json,
      notes_by_jsonb_set, strict_notes_by_jsonb_set, notes_by_json_set, strict_notes_by_json_set,
      notes_by_jsonb_array, strict_notes_by_jsonb_array, notes_by_row_set, strict_notes_by_row_set,
      notes_by_row_array, strict_notes_by_row_array, notes_by_table, strict_notes_by_table,
      boxes_by_jsonb, strict_boxes_by_jsonb, boxes_by_json, strict_boxes_by_json,
      boxes_by_jsonb_set, strict_boxes_by_jsonb_set, boxes_by_json_set, strict_boxes_by_json_set,
      boxes_by_jsonb_array, strict_boxes_by_jsonb_array, boxes_by_record_set,
      strict_boxes_by_record_set, boxes_by_record_array, strict_boxes_by_record_array,
      boxes_by_table, strict_boxes_by_table>();
  schema.mutation<either_by_jsonb, strict_either_by_jsonb, either_by_json, strict_either_by_json,
                  either_by_record, strict_either_by_record, eithers_by_jsonb,
                  strict_eithers_by_jsonb, eithers_by_jsonb_set, strict_eithers_by_jsonb_set,
                  eithers_by_record_set, strict_eithers_by_record_set, other_key, named,
                  strict_named, nameds>();
  schema.mutation<mention_by_jsonb, mention_by_record, mentions_by_jsonb, mentions_by_record_set,
                  shelf>();
  schema
      .mutation<take_scalars, take_lists, take_objects, take_defaults, take_required, take_tree>();
  schema.mutation<write_note, write_if_there, write_value, write_strict_value>();
  schema.types<Draft>();
  schema.describe<other_key>().discriminator("is");
  return gql::run(schema, argc, argv);
}
