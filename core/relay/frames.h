#pragma once

// What the relay in an engine's endpoint container and Quayside say to each other, over the relay's standard input and
// output: frames, each a header of 8 bytes (kind, a zero, the length of what follows, the connection; big-endian) and
// so many bytes. For a program without a library as well.
namespace quayside::relay {

enum class Kind : unsigned char {
    Listening = 1, // from the relay, once: it takes connections now
    Opened, // from the relay: somebody has connected
    Data, // either way: bytes of a connection
    Closed, // to the relay: everything has been said, end it; from it: it has ended
    Ping, // to the relay, now and then, which says the same: so each notices when the other is gone
};

constexpr unsigned int kHeader = 8;
constexpr unsigned int kLongest = 4096; // bytes behind a header
constexpr unsigned int kMostConnections = 64; // at a time; others wait to be taken
constexpr int kSilence = 45; // seconds without a word, after which the other is gone

} // namespace quayside::relay
