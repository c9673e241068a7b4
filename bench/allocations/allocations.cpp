// liballocations.so, for LD_PRELOAD: counts what a program allocates while it runs. The program's
// own is what comes by operator new, and what its own code, not that of a library, asks malloc and
// its kin for (as Asio does for its handlers). Everybody's is all that malloc and its kin are
// asked for, operator new included. The rest is that of C libraries: libpq, OpenSSL, libc.
//
// The counts lie in the file that ALLOCATIONS_FILE names, which is mapped, so that who measures
// reads them (bench/memory.py) while the program neither stops nor learns of it. Without the
// variable they lie in the program and nobody sees them.
//
// A relaxed atomic each: threads count together, and nothing is ordered by it.
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

extern "C" {
// glibc's own, behind the names that are replaced here.
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* at, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

// As bench/memory.py reads them: four numbers of 8 bytes.
struct counts {
  std::atomic<std::uint64_t> own_calls;
  std::atomic<std::uint64_t> own_bytes;
  std::atomic<std::uint64_t> all_calls;
  std::atomic<std::uint64_t> all_bytes;
};
static_assert(sizeof(counts) == 32);

counts unseen;
std::atomic<counts*> seen{&unseen};

void count_own(std::size_t size) noexcept {
  counts& to = *seen.load(std::memory_order_relaxed);
  to.own_calls.fetch_add(1, std::memory_order_relaxed);
  to.own_bytes.fetch_add(size, std::memory_order_relaxed);
}

void count_all(std::size_t size) noexcept {
  counts& to = *seen.load(std::memory_order_relaxed);
  to.all_calls.fetch_add(1, std::memory_order_relaxed);
  to.all_bytes.fetch_add(size, std::memory_order_relaxed);
}

// Where the program's own code lies.
std::atomic<std::uintptr_t> code_begin{0};
std::atomic<std::uintptr_t> code_end{0};

// Of what is loaded the program comes first.
int find_code(dl_phdr_info* loaded, std::size_t, void*) {
  for (int i = 0; i < loaded->dlpi_phnum; ++i) {
    const auto& part = loaded->dlpi_phdr[i];
    if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0) continue;
    code_begin.store(loaded->dlpi_addr + part.p_vaddr, std::memory_order_relaxed);
    code_end.store(loaded->dlpi_addr + part.p_vaddr + part.p_memsz, std::memory_order_relaxed);
  }
  return 1;
}

// Of malloc and its kin, which `caller` called.
void count(std::size_t size, const void* caller) noexcept {
  const auto from = reinterpret_cast<std::uintptr_t>(caller);
  count_all(size);
  if (from >= code_begin.load(std::memory_order_relaxed) &&
      from < code_end.load(std::memory_order_relaxed)) {
    count_own(size);
  }
}

[[gnu::constructor]] void map_counts() {
  dl_iterate_phdr(find_code, nullptr);
  const char* path = std::getenv("ALLOCATIONS_FILE");
  if (path == nullptr) return;
  const int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void* at = mmap(nullptr, sizeof(counts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (at != MAP_FAILED) seen.store(static_cast<counts*>(at), std::memory_order_relaxed);
}

void* or_throw(void* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  count(size, __builtin_return_address(0));
  return __libc_malloc(size);
}

void* calloc(std::size_t number, std::size_t size) {
  count(number * size, __builtin_return_address(0));
  return __libc_calloc(number, size);
}

void* realloc(void* at, std::size_t size) {
  count(size, __builtin_return_address(0));
  return __libc_realloc(at, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  count(size, __builtin_return_address(0));
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** made, std::size_t alignment, std::size_t size) {
  count(size, __builtin_return_address(0));
  *made = __libc_memalign(alignment, size);
  return *made == nullptr ? ENOMEM : 0;
}

}  // extern "C"

// The array and nothrow forms of the standard library call these two.
void* operator new(std::size_t size) {
  count_own(size);
  return or_throw(std::malloc(size == 0 ? 1 : size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  count_own(size);
  return or_throw(std::aligned_alloc(static_cast<std::size_t>(alignment), size == 0 ? 1 : size));
}

void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, std::align_val_t) noexcept { std::free(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { std::free(at); }
