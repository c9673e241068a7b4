// Written by tools/make_bindings.py; change it there.
//
// bindings<N>::of(object) gives pointers to all N members of an aggregate. takes_braces
// says whether `T{{}, ...}` takes N empty pairs of braces: a C array takes one pair where
// it counted as several members, so a wrong count is found before it is used.
// clang-format off
#pragma once

#include <cstddef>

#include "fraiseql/detail/pointers.hpp"

namespace fraiseql::api::detail {

inline constexpr std::size_t maximum_members = 128;

template <std::size_t Count>
struct bindings;

template <>
struct bindings<0> {
  template <class T> static constexpr auto of(const T&) { return point_to(); }
  template <class T> static constexpr bool takes_braces() { return true; }
};

template <>
struct bindings<1> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0] = object;
    return point_to(
    &m0);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}}; };
  }
};

template <>
struct bindings<2> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1] = object;
    return point_to(
    &m0, &m1);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}}; };
  }
};

template <>
struct bindings<3> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2] = object;
    return point_to(
    &m0, &m1, &m2);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}}; };
  }
};

template <>
struct bindings<4> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3] = object;
    return point_to(
    &m0, &m1, &m2, &m3);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<5> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<6> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<7> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<8> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<9> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<10> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<11> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<12> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<13> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<14> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<15> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<16> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<17> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<18> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<19> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<20> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<21> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<22> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<23> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}}; };
  }
};

template <>
struct bindings<24> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}}; };
  }
};

template <>
struct bindings<25> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}}; };
  }
};

template <>
struct bindings<26> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<27> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<28> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<29> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<30> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<31> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29, &m30);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<32> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<33> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<34> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<35> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<36> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<37> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<38> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<39> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<40> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<41> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<42> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<43> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<44> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<45> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43, &m44);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}}; };
  }
};

template <>
struct bindings<46> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}}; };
  }
};

template <>
struct bindings<47> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}}; };
  }
};

template <>
struct bindings<48> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<49> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<50> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<51> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<52> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<53> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<54> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<55> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<56> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<57> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<58> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<59> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57, &m58);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<60> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<61> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<62> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<63> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<64> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<65> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<66> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<67> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}}; };
  }
};

template <>
struct bindings<68> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}}; };
  }
};

template <>
struct bindings<69> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}}; };
  }
};

template <>
struct bindings<70> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<71> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69, m70] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<72> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<73> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71, &m72);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<74> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<75> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<76> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<77> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<78> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<79> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<80> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<81> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<82> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<83> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<84> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<85> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<86> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<87> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85, &m86);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<88> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86, m87] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<89> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}}; };
  }
};

template <>
struct bindings<90> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}}; };
  }
};

template <>
struct bindings<91> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}}; };
  }
};

template <>
struct bindings<92> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<93> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<94> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<95> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<96> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<97> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<98> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<99> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<100> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<101> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<102> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<103> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<104> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<105> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<106> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<107> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<108> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<109> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<110> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<111> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}}; };
  }
};

template <>
struct bindings<112> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}}; };
  }
};

template <>
struct bindings<113> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}}; };
  }
};

template <>
struct bindings<114> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<115> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<116> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<117> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<118> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<119> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117, m118] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<120> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<121> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<122> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<123> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121, m122] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121, &m122);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<124> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121, m122, m123] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121, &m122, &m123);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<125> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121, m122, m123, m124] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121, &m122, &m123,
    &m124);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<126> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121, m122, m123, m124, m125] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121, &m122, &m123,
    &m124, &m125);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<127> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121, m122, m123, m124, m125, m126] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121, &m122, &m123,
    &m124, &m125, &m126);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

template <>
struct bindings<128> {
  template <class T> static constexpr auto of(const T& object) {
    const auto& [
    m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18,
    m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35,
    m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52,
    m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69,
    m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81, m82, m83, m84, m85, m86,
    m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97, m98, m99, m100, m101, m102, m103,
    m104, m105, m106, m107, m108, m109, m110, m111, m112, m113, m114, m115, m116, m117,
    m118, m119, m120, m121, m122, m123, m124, m125, m126, m127] = object;
    return point_to(
    &m0, &m1, &m2, &m3, &m4, &m5, &m6, &m7, &m8, &m9, &m10, &m11, &m12, &m13, &m14, &m15,
    &m16, &m17, &m18, &m19, &m20, &m21, &m22, &m23, &m24, &m25, &m26, &m27, &m28, &m29,
    &m30, &m31, &m32, &m33, &m34, &m35, &m36, &m37, &m38, &m39, &m40, &m41, &m42, &m43,
    &m44, &m45, &m46, &m47, &m48, &m49, &m50, &m51, &m52, &m53, &m54, &m55, &m56, &m57,
    &m58, &m59, &m60, &m61, &m62, &m63, &m64, &m65, &m66, &m67, &m68, &m69, &m70, &m71,
    &m72, &m73, &m74, &m75, &m76, &m77, &m78, &m79, &m80, &m81, &m82, &m83, &m84, &m85,
    &m86, &m87, &m88, &m89, &m90, &m91, &m92, &m93, &m94, &m95, &m96, &m97, &m98, &m99,
    &m100, &m101, &m102, &m103, &m104, &m105, &m106, &m107, &m108, &m109, &m110, &m111,
    &m112, &m113, &m114, &m115, &m116, &m117, &m118, &m119, &m120, &m121, &m122, &m123,
    &m124, &m125, &m126, &m127);
  }
  template <class T> static constexpr bool takes_braces() {
    return requires { T{
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  }
};

}  // namespace fraiseql::api::detail
