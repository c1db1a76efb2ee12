#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace quayside::model {

// A hash map whose entries lie in one row of memory, found by their place in it: no allocation for an entry, and one or
// two cache lines for a look-up. Keys and values need defaults. Iterators and references end with the next change.
template <class K, class V>
class FlatMap {
    struct Entry {
        K first{};
        V second{};
    };

    template <class Map, class E>
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Entry;
        using difference_type = std::ptrdiff_t;
        using pointer = E*;
        using reference = E&;

        Iterator() = default;
        reference operator*() const { return map_->entries_[place_]; }
        pointer operator->() const { return &map_->entries_[place_]; }
        Iterator& operator++()
        {
            ++place_;
            skip();
            return *this;
        }
        Iterator operator++(int)
        {
            auto before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        friend class FlatMap;
        Iterator(Map* map, std::size_t place)
            : map_(map)
            , place_(place)
        {
        }
        void skip()
        {
            while (place_ < map_->marks_.size() && map_->marks_[place_] == kFree)
                ++place_;
        }
        Map* map_ = nullptr;
        std::size_t place_ = 0;
    };

public:
    using value_type = Entry;
    using iterator = Iterator<FlatMap, Entry>;
    using const_iterator = Iterator<const FlatMap, const Entry>;

    FlatMap() = default;
    FlatMap(const FlatMap&) = default;
    FlatMap& operator=(const FlatMap&) = default;
    FlatMap(FlatMap&& other) noexcept { swap(other); }
    FlatMap& operator=(FlatMap&& other) noexcept
    {
        FlatMap taken(std::move(other));
        swap(taken);
        return *this;
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const_iterator begin() const { return first<const_iterator>(this); }
    const_iterator end() const { return { this, marks_.size() }; }
    iterator begin() { return first<iterator>(this); }
    iterator end() { return { this, marks_.size() }; }

    const_iterator find(const K& key) const { return { this, place_of(key) }; }
    iterator find(const K& key) { return { this, place_of(key) }; }
    bool contains(const K& key) const { return place_of(key) != marks_.size(); }

    void reserve(std::size_t count)
    {
        if (count > room(marks_.size()))
            rehash(capacity_for(count));
    }

    V& operator[](const K& key) { return entries_[insert(key).first].second; }
    std::pair<iterator, bool> try_emplace(const K& key, V value)
    {
        const auto [place, added] = insert(key);
        if (added)
            entries_[place].second = std::move(value);
        return { iterator{ this, place }, added };
    }
    void insert_or_assign(const K& key, V value) { entries_[insert(key).first].second = std::move(value); }

    std::size_t erase(const K& key)
    {
        const std::size_t place = place_of(key);
        if (place == marks_.size())
            return 0;
        remove(place);
        return 1;
    }
    void erase(const_iterator entry) { remove(entry.place_); }

    void swap(FlatMap& other) noexcept
    {
        std::swap(marks_, other.marks_);
        std::swap(entries_, other.entries_);
        std::swap(size_, other.size_);
        std::swap(shift_, other.shift_);
    }

private:
    static constexpr std::uint8_t kFree = 0; // a used place is marked by some bits of the hash

    template <class I, class Self>
    static I first(Self* self)
    {
        I start{ self, 0 };
        start.skip();
        return start;
    }
    // Three quarters of the places are used at most.
    static std::size_t room(std::size_t capacity) { return capacity - capacity / 4; }
    static std::size_t capacity_for(std::size_t count)
    {
        std::size_t capacity = 8;
        while (room(capacity) < count)
            capacity *= 2;
        return capacity;
    }
    static std::uint64_t hash_of(const K& key)
    {
        return static_cast<std::uint64_t>(std::hash<K>()(key)) * 0x9e3779b97f4a7c15ULL;
    }
    std::size_t home(std::uint64_t hash) const { return static_cast<std::size_t>(hash >> shift_); }
    static std::uint8_t mark_of(std::uint64_t hash) { return static_cast<std::uint8_t>(hash >> 8 & 0x7f) | 0x80; }

    std::size_t place_of(const K& key) const
    {
        if (size_ == 0)
            return marks_.size();
        const std::uint64_t hash = hash_of(key);
        const std::uint8_t mark = mark_of(hash);
        const std::size_t mask = marks_.size() - 1;
        for (std::size_t place = home(hash); marks_[place] != kFree; place = (place + 1) & mask)
            if (marks_[place] == mark && entries_[place].first == key)
                return place;
        return marks_.size();
    }

    std::pair<std::size_t, bool> insert(const K& key)
    {
        const std::uint64_t hash = hash_of(key);
        const std::uint8_t mark = mark_of(hash);
        std::size_t place = 0;
        if (!marks_.empty()) {
            const std::size_t mask = marks_.size() - 1;
            for (place = home(hash); marks_[place] != kFree; place = (place + 1) & mask)
                if (marks_[place] == mark && entries_[place].first == key)
                    return { place, false };
        }
        if (size_ + 1 > room(marks_.size())) {
            rehash(capacity_for(size_ + 1));
            place = free_from(home(hash));
        }
        marks_[place] = mark;
        entries_[place].first = key;
        ++size_;
        return { place, true };
    }

    std::size_t free_from(std::size_t place) const
    {
        while (marks_[place] != kFree)
            place = (place + 1) & (marks_.size() - 1);
        return place;
    }

    // What follows without a gap moves up if its home lies before the hole.
    void remove(std::size_t hole)
    {
        const std::size_t mask = marks_.size() - 1;
        for (std::size_t next = (hole + 1) & mask; marks_[next] != kFree; next = (next + 1) & mask) {
            const std::size_t from = home(hash_of(entries_[next].first));
            if (((next - from) & mask) < ((next - hole) & mask))
                continue;
            marks_[hole] = marks_[next];
            entries_[hole] = std::move(entries_[next]);
            hole = next;
        }
        marks_[hole] = kFree;
        entries_[hole] = Entry();
        --size_;
    }

    void rehash(std::size_t capacity)
    {
        std::vector<std::uint8_t> marks(capacity, kFree);
        std::vector<Entry> entries(capacity);
        marks_.swap(marks);
        entries_.swap(entries);
        shift_ = 64;
        for (std::size_t i = capacity; i > 1; i /= 2)
            --shift_;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (marks[i] == kFree)
                continue;
            const std::size_t place = free_from(home(hash_of(entries[i].first)));
            marks_[place] = marks[i];
            entries_[place] = std::move(entries[i]);
        }
    }

    std::vector<std::uint8_t> marks_; // a power of two of them
    std::vector<Entry> entries_;
    std::size_t size_ = 0;
    int shift_ = 64;
};

} // namespace quayside::model
