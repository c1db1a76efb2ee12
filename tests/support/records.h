#pragma once

#include "core/base/random.h"
#include "core/model/task.h"
#include "core/store/transaction.h"

#include <string>

// Small records to test with, and random ones in which any member may be set.
namespace quayside::test {

inline model::Cluster cluster(std::string name)
{
    model::Cluster made;
    made.name = std::move(name);
    return made;
}

inline model::TaskDefinition task_definition(std::string family, std::int64_t revision = 1)
{
    model::TaskDefinition made;
    made.family = std::move(family);
    made.revision = revision;
    made.document = Json{ { "family", made.family },
        { "containerDefinitions",
            { { { "name", "web" }, { "image", "busybox" }, { "cpu", 256 }, { "memory", 512 } } } } };
    model::read_document(made);
    return made;
}

// Puts a definition if it is new and a spec of it. The spec needs a task in the same update.
inline RowId put_spec(
    store::Transaction& transaction, const std::string& family, const std::string& cluster = "default")
{
    if (const auto made = task_definition(family); !transaction.state().task_definitions().find(made.key()))
        transaction.put(made);
    model::TaskSpec spec;
    spec.cluster = cluster;
    spec.definition_key = { family, 1 };
    spec.group = "family:" + family;
    return transaction.put(std::move(spec));
}

inline model::Task task(const Id& id, RowId spec)
{
    model::Task made;
    made.id = id;
    made.spec_row = spec;
    made.containers.resize(1);
    return made;
}

// Each member at random: often its default, sometimes something else, sometimes an extreme.
class RandomValue {
public:
    explicit RandomValue(Random& random)
        : random_(random)
    {
    }

    template <class T>
    void set(T& value)
    {
        if constexpr (HasFields<T>)
            T::fields(value, [this](const char*, auto& member) { maybe(member); });
        else if constexpr (detail::is_vector<T>::value)
            set_elements(value);
        else if constexpr (detail::is_optional<T>::value)
            set(value.emplace());
        else if constexpr (NamedEnum<T>)
            value = static_cast<T>(random_.below(std::size(EnumNames<T>::names)));
        else if constexpr (std::is_same_v<T, bool>)
            value = random_.below(2) == 1;
        else if constexpr (std::is_same_v<T, Id>)
            value = random_.id();
        else if constexpr (std::is_same_v<T, TimePoint>)
            value = TimePoint(Duration(static_cast<std::int64_t>(random_.below(4'000'000'000'000'000))));
        else if constexpr (std::is_same_v<T, std::string>)
            value = text();
        else if constexpr (std::is_same_v<T, Json>)
            value = Json{ { text(), text() }, { "list", { 1, 2.5, nullptr, true } } };
        else
            value = number<T>();
    }

private:
    template <class T>
    void maybe(T& member)
    {
        if (random_.below(3) != 0)
            set(member);
    }
    template <class T>
    void set_elements(T& values)
    {
        values.resize(random_.below(4));
        for (auto& value : values)
            set(value);
    }
    template <class T>
    T number()
    {
        switch (random_.below(4)) {
        case 0:
            return std::numeric_limits<T>::min();
        case 1:
            return std::numeric_limits<T>::max();
        default:
            return static_cast<T>(random_.below(1'000));
        }
    }
    std::string text()
    {
        static const std::string samples[] = { "", "web", "a \"quoted\" text", "lines\nand\ttabs", "Größe – 名前",
            std::string(300, 'x'), std::string("nul\0in", 6) };
        return samples[random_.below(std::size(samples))];
    }

    Random& random_;
};

template <class T>
T random_value(Random& random)
{
    T value;
    RandomValue(random).set(value);
    return value;
}

} // namespace quayside::test
