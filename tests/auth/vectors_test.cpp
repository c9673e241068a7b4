// The examples of RFC 7515, A.1 to A.3, and of RFC 8037, A.4. Those of RFC 7515 have no audience,
// so that is what is left to object to.
#include <gtest/gtest.h>

#include <string>

#include "auth/base64url.hpp"
#include "auth/token.hpp"

namespace fraiseql::auth {
namespace {

constexpr std::string_view joe =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";

struct rfc_vector {
  algorithm fixed;
  std::string header;
  std::string_view payload;
  std::string signature;
  std::string jwk;
};

const rfc_vector vectors[] = {
    {algorithm::hs256, "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", joe,
     "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
     R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUu)"
     R"(TwjAzZr1Z9CAow"})"},
    {algorithm::rs256, "eyJhbGciOiJSUzI1NiJ9", joe,
     "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
     "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
     "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO"
     "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
     R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qP)"
     R"(CJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-)"
     R"(bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k)"
     R"(G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",)"
     R"("e":"AQAB"})"},
    {algorithm::es256, "eyJhbGciOiJFUzI1NiJ9", joe,
     "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
     R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
     R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"},
    {algorithm::eddsa, "eyJhbGciOiJFZERTQSJ9", "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
     "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
     R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"}};

TEST(vectors_of_the_rfcs, are_verified) {
  const std::chrono::system_clock::time_point then(std::chrono::seconds(1'300'819'000));
  for (const rfc_vector& one : vectors) {
    const auto keys = read_jwks(one.jwk, one.fixed);
    ASSERT_TRUE(keys) << to_string(one.fixed) << keys.error().message;
    const std::string text = one.header + "." + std::string(one.payload);
    const auto signature = decode_base64url(one.signature);
    ASSERT_TRUE(signature);
    EXPECT_TRUE(keys->for_id({}).at(0)->verifies(text, *signature)) << to_string(one.fixed);
    EXPECT_FALSE(keys->for_id({}).at(0)->verifies(text + "A", *signature)) << to_string(one.fixed);
    const auto verified = verify_token(text + "." + one.signature, *keys,
                                       {.issuer = "joe", .audience = "nobody"}, then);
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().reason,
              one.payload == joe ? "aud is not jwt_audience" : "its claims are no JSON object");
  }
}

}  // namespace
}  // namespace fraiseql::auth
