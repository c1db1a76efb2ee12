#include "core/net/signing_key.h"

#include "core/net/base64.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <vector>

namespace quayside::net {

namespace {

constexpr std::size_t kHalf = 32; // of a signature
constexpr long kEarlier = -24L * 3600; // clocks that differ
constexpr long kYears = 20L * 365 * 24 * 3600;

template <class T, void (*free)(T*)>
struct Freed {
    void operator()(T* object) const { free(object); }
};
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION, X509_EXTENSION_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG, ECDSA_SIG_free>>;

bool fill(X509* certificate, EVP_PKEY* key, const std::string& name)
{
    auto* subject = X509_get_subject_name(certificate);
    const auto* text = reinterpret_cast<const unsigned char*>(name.data());
    const Extension authority(X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, "critical,CA:TRUE"));
    return X509_set_version(certificate, X509_VERSION_3) == 1
        && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1
        && X509_gmtime_adj(X509_getm_notBefore(certificate), kEarlier)
        && X509_gmtime_adj(X509_getm_notAfter(certificate), kYears)
        && X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, static_cast<int>(name.size()), -1, 0) == 1
        && X509_set_issuer_name(certificate, subject) == 1 && X509_set_pubkey(certificate, key) == 1 && authority
        && X509_add_ext(certificate, authority.get(), -1) == 1 && X509_sign(certificate, key, EVP_sha256()) > 0;
}

std::string der_of(X509* certificate)
{
    std::string der(static_cast<std::size_t>(i2d_X509(certificate, nullptr)), '\0');
    auto* place = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(certificate, &place);
    return der;
}

// r and s, each in its full length, instead of the DER that OpenSSL gives.
std::string flat(const std::vector<unsigned char>& der)
{
    const auto* place = der.data();
    const Signature signature(d2i_ECDSA_SIG(nullptr, &place, static_cast<long>(der.size())));
    std::string text(2 * kHalf, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(text.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes, kHalf);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes + kHalf, kHalf);
    return text;
}

} // namespace

void SigningKey::Free::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;

Result<SigningKey> SigningKey::make(const std::string& name)
{
    SigningKey made;
    made.key_.reset(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!made.key_ || !certificate || !fill(certificate.get(), made.key_.get(), name))
        return fail(Error::server("No key could be made to sign tokens with."));
    made.certificate_ = der_of(certificate.get());
    return made;
}

std::string SigningKey::certificate_pem() const
{
    constexpr std::size_t line = 64;
    const auto text = base64(certificate_);
    std::string pem = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t at = 0; at < text.size(); at += line)
        pem += text.substr(at, line) + '\n';
    return pem + "-----END CERTIFICATE-----\n";
}

std::string SigningKey::sign(std::string_view text) const
{
    const Context context(EVP_MD_CTX_new());
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t size = 0;
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size());
    std::vector<unsigned char> der(size);
    if (EVP_DigestSign(context.get(), der.data(), &size, bytes, text.size()) != 1)
        return {};
    der.resize(size);
    return flat(der);
}

} // namespace quayside::net
