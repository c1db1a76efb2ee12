#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/control/signature.h"
#include "core/net/http.h"

#include <string>
#include <string_view>

namespace quayside::control {

// What a signature of AWS Signature Version 4 must be made for, and with.
struct SignatureTerms {
    std::string_view secret;
    std::string_view region;
    std::string_view service;
    TimePoint now;
};

// Whether the request is what the owner of the secret signed, no more than five minutes ago or ahead. The host, every
// x-amz- header and the body have to be signed. Errors are those of AWS. Pure: whether the signature has been used
// before is not seen here.
Result<void> check_signature(const net::HttpRequest& request, const Signature& signature, const SignatureTerms& terms);

} // namespace quayside::control
