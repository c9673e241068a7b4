// socket_file: the file by which clients of this machine find a server that listens on a Unix
// socket.
//
// One that a server left behind, which nobody listens at, is replaced; one where somebody does is
// refused, and a file that is no socket is never touched. Owner and group may connect (0660). It
// is removed at the end, unless another server has put its own there since.
#pragma once

#include <sys/types.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <string>

#include "base/result.hpp"

namespace fraiseql::http {

class socket_file {
 public:
  using acceptor = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol>;

  // Opens `at` and lets it listen there.
  static result<socket_file> listen(acceptor& at, const std::string& path);

  socket_file() = default;  // none
  ~socket_file() { remove(); }
  socket_file(socket_file&& other) noexcept;
  socket_file& operator=(socket_file&& other) noexcept;

  void remove();

 private:
  std::string path_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

}  // namespace fraiseql::http
