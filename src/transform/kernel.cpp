#include "transform/kernel.hpp"

#include <algorithm>
#include <array>

#include "transform/kernels.hpp"

namespace fraiseql::transform {
namespace {

#ifdef __x86_64__
bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("pclmul") != 0 &&
         __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

bool has_avx512() {
  return has_avx2() && __builtin_cpu_supports("avx512f") != 0 &&
         __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vbmi2") != 0;
}
#endif

const auto& all() {
#ifdef __x86_64__
  static const std::array kernels = {
      kernel{"avx512", find_avx512, has_avx512()}, kernel{"avx2", find_avx2, has_avx2()},
      kernel{"sse2", find_sse2, true}, kernel{"scalar", find_scalar, true}};
#else
  static const std::array kernels = {kernel{"scalar", find_scalar, true}};
#endif
  return kernels;
}

const kernel*& chosen_kernel() {
  static const kernel* chosen = &*std::ranges::find(all(), true, &kernel::is_supported);
  return chosen;
}

}  // namespace

std::span<const kernel> kernels() { return all(); }

const kernel& kernel_in_use() { return *chosen_kernel(); }

void use_kernel(const kernel& chosen) { chosen_kernel() = &chosen; }

}  // namespace fraiseql::transform
