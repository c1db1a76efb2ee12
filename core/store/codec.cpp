#include "core/store/codec.h"

#include "core/base/fields.h"
#include "core/store/binary.h"

namespace quayside::store {

namespace {

using namespace model;

constexpr char kBinary = 1;

template <class T>
constexpr bool kMany = std::is_same_v<T, Task> || std::is_same_v<T, ContainerInstance> || std::is_same_v<T, Event>;

} // namespace

template <class T>
void encode(const T& value, std::string& bytes)
{
    if constexpr (kMany<T>) {
        bytes.assign(1, kBinary);
        BinaryWriter(bytes).write(value);
    } else {
        bytes = fields_to_json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
    }
}

template <class T>
bool decode(std::string_view bytes, T& value)
{
    if (bytes.empty() || bytes.front() != kBinary) {
        const Json json = Json::parse(bytes, nullptr, false);
        return !json.is_discarded() && fields_from_json(json, value);
    }
    BinaryReader reader(bytes.substr(1));
    reader.read(value);
    return reader.good() && reader.at_end();
}

template void encode(const Cluster&, std::string&);
template void encode(const Engine&, std::string&);
template void encode(const ContainerInstance&, std::string&);
template void encode(const TaskDefinition&, std::string&);
template void encode(const CapacityProvider&, std::string&);
template void encode(const Alarm&, std::string&);
template void encode(const AccountSetting&, std::string&);
template void encode(const ServiceRevision&, std::string&);
template void encode(const Service&, std::string&);
template void encode(const Deployment&, std::string&);
template void encode(const TaskSpec&, std::string&);
template void encode(const Task&, std::string&);
template void encode(const Event&, std::string&);

template bool decode(std::string_view, Cluster&);
template bool decode(std::string_view, Engine&);
template bool decode(std::string_view, ContainerInstance&);
template bool decode(std::string_view, TaskDefinition&);
template bool decode(std::string_view, CapacityProvider&);
template bool decode(std::string_view, Alarm&);
template bool decode(std::string_view, AccountSetting&);
template bool decode(std::string_view, ServiceRevision&);
template bool decode(std::string_view, Service&);
template bool decode(std::string_view, Deployment&);
template bool decode(std::string_view, TaskSpec&);
template bool decode(std::string_view, Task&);
template bool decode(std::string_view, Event&);

} // namespace quayside::store
