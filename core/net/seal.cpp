#include "core/net/seal.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <utility>

namespace quayside::net {

namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* octets(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* octets(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

} // namespace

std::optional<std::string> seal(const Digest& key, std::string_view text)
{
    const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    std::string nonce(kNonce, '\0');
    std::string sealed(text.size(), '\0');
    std::string tag(kTag, '\0');
    int length = 0;
    const bool done = cipher && RAND_bytes(octets(nonce), static_cast<int>(kNonce)) == 1
        && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), octets(nonce)) == 1
        && EVP_EncryptUpdate(cipher.get(), octets(sealed), &length, octets(text), static_cast<int>(text.size())) == 1
        && EVP_EncryptFinal_ex(cipher.get(), octets(sealed) + length, &length) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTag), tag.data()) == 1;
    return done ? std::optional(nonce + sealed + tag) : std::nullopt;
}

std::optional<std::string> unseal(const Digest& key, std::string_view sealed)
{
    if (sealed.size() < kNonce + kTag)
        return std::nullopt;
    const auto nonce = sealed.substr(0, kNonce);
    const auto body = sealed.substr(kNonce, sealed.size() - kNonce - kTag);
    std::string tag(sealed.substr(sealed.size() - kTag));
    std::string text(body.size(), '\0');
    const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    const bool whole = cipher
        && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), octets(nonce)) == 1
        && EVP_DecryptUpdate(cipher.get(), octets(text), &length, octets(body), static_cast<int>(body.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTag), tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), octets(text) + length, &length) == 1;
    return whole ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace quayside::net
