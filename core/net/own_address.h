#pragma once

#include "core/base/error.h"

#include <memory>
#include <string>

namespace quayside::net {

// An IPv4 address that this machine has beside its others for as long as the object lives, on its loopback interface:
// what containers send there through their gateway arrives here. Linux; needs CAP_NET_ADMIN.
class OwnAddress {
public:
    // Errors are InvalidAddress, AccessDenied and CannotListen. An address that the machine has already is kept.
    static Result<std::unique_ptr<OwnAddress>> add(const std::string& address);
    ~OwnAddress();

    OwnAddress(const OwnAddress&) = delete;
    OwnAddress& operator=(const OwnAddress&) = delete;

private:
    OwnAddress() = default;

    std::string added_; // empty: it was there before
};

} // namespace quayside::net
