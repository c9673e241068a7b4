// declarations: the types of a model of the tests, as a program declares them.
#pragma once

#include <memory>
#include <string>

#include "filters/model.hpp"
#include "schema/builder.hpp"

namespace fraiseql::lists {

// An object of the model under that name; with a table the type of its rows, which have an id, else
// stored inside of documents.
schema::type_declaration declaration_of(const filters::model& all, const filters::object& one,
                                        const std::string& name, const std::string& table);
schema::type_declaration declaration_of(const filters::enumeration& one);

// nullptr where it cannot be built, which fails the test.
std::shared_ptr<const schema::schema> built(schema::schema_builder&& from);

// "$root: [Note!]!" and so on of a type, for messages.
std::string outline(const schema::schema& of, const std::string& type);

}  // namespace fraiseql::lists
