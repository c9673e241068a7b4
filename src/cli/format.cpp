// `format`: a document in the one canonical form.
#include "cli/program.hpp"
#include "frontend/sdl/sdl_frontend.hpp"
#include "language/parser.hpp"
#include "language/printer.hpp"

namespace fraiseql::cli {

exit_status format_document(const std::string& file) {
  const auto source = read_source(file);
  if (!source) {
    report(source.error());
    return usage;
  }
  const auto document = language::parse(source->text, frontend::specification_limits);
  if (!document) {
    print_findings(stderr, *source, {document.error()});
    return failed_status;
  }
  print_text(language::print(*document));
  return success;
}

}  // namespace fraiseql::cli
