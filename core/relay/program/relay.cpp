// relay PORT: the program in the endpoint container of an engine. It takes connections on the port and carries their
// bytes as frames over its standard output and input, at whose other end is Quayside. It knows nothing of what they
// say. It ends when its input does, or when Quayside has been silent for long: then another may take its place.
//
// A program without any library, for there is none in the image: no memory but its own, no exceptions, system calls
// only.
#include "core/relay/frames.h"

namespace {

using namespace quayside::relay;

#if defined(__x86_64__)
enum Call : long {
    kRead = 0,
    kWrite = 1,
    kClose = 3,
    kSocket = 41,
    kSendTo = 44,
    kBind = 49,
    kListen = 50,
    kSetSockOpt = 54,
    kClock = 228,
    kExitGroup = 231,
    kPPoll = 271,
    kAccept4 = 288,
};

long call(Call number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0)
{
    long result = number;
    register long r10 asm("r10") = d;
    register long r8 asm("r8") = e;
    register long r9 asm("r9") = f;
    asm volatile("syscall"
                 : "+a"(result)
                 : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                 : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
enum Call : long {
    kClose = 57,
    kRead = 63,
    kWrite = 64,
    kPPoll = 73,
    kExitGroup = 94,
    kClock = 113,
    kSocket = 198,
    kBind = 200,
    kListen = 201,
    kSendTo = 206,
    kSetSockOpt = 208,
    kAccept4 = 242,
};

long call(Call number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0)
{
    register long x8 asm("x8") = number;
    register long x0 asm("x0") = a;
    register long x1 asm("x1") = b;
    register long x2 asm("x2") = c;
    register long x3 asm("x3") = d;
    register long x4 asm("x4") = e;
    register long x5 asm("x5") = f;
    asm volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}
#endif

// As the kernel has them.
struct Moment {
    long seconds;
    long nanoseconds;
};
struct Waited {
    int descriptor;
    short wanted;
    short came;
};
struct Address {
    unsigned short family;
    unsigned char port[2];
    unsigned int host;
    unsigned char unused[8];
};

constexpr short kReadable = 1;
constexpr int kInternet = 2;
constexpr int kStream = 1;
constexpr int kNonBlocking = 04000;
constexpr int kSocketLevel = 1;
constexpr int kReuseAddress = 2;
constexpr int kSendBuffer = 7;
constexpr int kDontWait = 0x40;
constexpr int kNoSignal = 0x4000;
constexpr int kMonotonic = 1;
constexpr long kAgain = -11;
constexpr long kInterrupted = -4;
constexpr long kAddressInUse = -98;

constexpr int kInput = 0;
constexpr int kOutput = 1;
constexpr int kRoom = 1 << 20; // asked for what a connection's peer has not read yet; the kernel gives less
constexpr int kTries = 600; // to get the port, a tenth of a second each

enum Exit : int { kInputEnded, kOutputEnded, kNoPort, kNoFrame, kSilent, kBadUse };

[[noreturn]] void leave(Exit code)
{
    for (;;)
        call(kExitGroup, code);
}

template <class T>
long at(T* pointer)
{
    return reinterpret_cast<long>(pointer);
}

long now()
{
    Moment moment{};
    call(kClock, kMonotonic, at(&moment));
    return moment.seconds;
}

struct Connection {
    int descriptor;
    unsigned int number; // never used again, so that what comes late meets nobody
    bool read; // its peer may say more
};

Connection connections[kMostConnections];
unsigned int connected = 0;
unsigned int last_number = 0;
unsigned char input[kHeader + kLongest];
unsigned int taken = 0; // bytes of `input`
unsigned char output[kHeader + kLongest];

// Whoever reads it is Quayside; when that does not keep up, everybody waits.
void say(Kind kind, unsigned int connection, unsigned int length = 0)
{
    output[0] = static_cast<unsigned char>(kind);
    output[1] = 0;
    output[2] = static_cast<unsigned char>(length >> 8);
    output[3] = static_cast<unsigned char>(length);
    for (unsigned int i = 0; i < 4; ++i)
        output[4 + i] = static_cast<unsigned char>(connection >> (24 - 8 * i));
    for (unsigned int sent = 0; sent < kHeader + length;) {
        const long wrote = call(kWrite, kOutput, at(output + sent), kHeader + length - sent);
        if (wrote > 0)
            sent += static_cast<unsigned int>(wrote);
        else if (wrote != kInterrupted)
            leave(kOutputEnded);
    }
}

void drop(unsigned int place)
{
    call(kClose, connections[place].descriptor);
    connections[place] = connections[--connected];
}

void drop_and_say(unsigned int place)
{
    const unsigned int number = connections[place].number;
    drop(place);
    say(Kind::Closed, number);
}

// One before this may still have the port, until it notices that nobody listens to it.
int listen_on(unsigned int port)
{
    Address address{};
    address.family = kInternet;
    address.port[0] = static_cast<unsigned char>(port >> 8);
    address.port[1] = static_cast<unsigned char>(port);
    const int one = 1;
    const long listener = call(kSocket, kInternet, kStream | kNonBlocking, 0);
    call(kSetSockOpt, listener, kSocketLevel, kReuseAddress, at(&one), sizeof one);
    long bound = kAddressInUse;
    for (int i = 0; i < kTries && bound == kAddressInUse; ++i) {
        bound = call(kBind, listener, at(&address), sizeof address);
        const Moment tenth{ 0, 100'000'000 };
        if (bound == kAddressInUse)
            call(kPPoll, 0, 0, at(&tenth));
    }
    if (bound < 0 || call(kListen, listener, kMostConnections) < 0)
        leave(kNoPort);
    return static_cast<int>(listener);
}

void accept_from(int listener)
{
    const long accepted = call(kAccept4, listener, 0, 0, kNonBlocking);
    if (accepted < 0)
        return;
    call(kSetSockOpt, accepted, kSocketLevel, kSendBuffer, at(&kRoom), sizeof kRoom);
    connections[connected++] = { static_cast<int>(accepted), ++last_number, true };
    say(Kind::Opened, last_number);
}

// A peer that has nothing more to say may still wait for its answer.
void read_from(unsigned int place)
{
    const long got = call(kRead, connections[place].descriptor, at(output + kHeader), kLongest);
    if (got > 0)
        say(Kind::Data, connections[place].number, static_cast<unsigned int>(got));
    else if (got == 0)
        connections[place].read = false;
    else if (got != kAgain && got != kInterrupted)
        drop_and_say(place);
}

// One that does not take its answer is not waited for: others would wait as well.
void send_to(unsigned int place, const unsigned char* bytes, unsigned int length)
{
    while (length > 0) {
        const long sent = call(kSendTo, connections[place].descriptor, at(bytes), length, kDontWait | kNoSignal, 0, 0);
        if (sent == kInterrupted)
            continue;
        if (sent < 0)
            return drop_and_say(place);
        bytes += sent;
        length -= static_cast<unsigned int>(sent);
    }
}

void obey(Kind kind, unsigned int number, const unsigned char* bytes, unsigned int length)
{
    if (kind == Kind::Ping)
        return say(Kind::Ping, 0);
    if (kind != Kind::Data && kind != Kind::Closed)
        leave(kNoFrame);
    for (unsigned int place = 0; place < connected; ++place)
        if (connections[place].number == number)
            return kind == Kind::Closed ? drop(place) : send_to(place, bytes, length);
}

// The bytes of `input` that make whole frames.
void obey_input()
{
    unsigned int used = 0;
    while (taken - used >= kHeader) {
        const unsigned char* frame = input + used;
        const unsigned int length = static_cast<unsigned int>(frame[2]) << 8 | frame[3];
        if (length > kLongest)
            leave(kNoFrame);
        if (taken - used < kHeader + length)
            break;
        unsigned int number = 0;
        for (unsigned int i = 0; i < 4; ++i)
            number = number << 8 | frame[4 + i];
        obey(static_cast<Kind>(frame[0]), number, frame + kHeader, length);
        used += kHeader + length;
    }
    for (unsigned int i = used; i < taken; ++i)
        input[i - used] = input[i];
    taken -= used;
}

void read_input()
{
    const long got = call(kRead, kInput, at(input + taken), sizeof input - taken);
    if (got == kInterrupted)
        return;
    if (got <= 0)
        leave(kInputEnded);
    taken += static_cast<unsigned int>(got);
    obey_input();
}

[[noreturn]] void run(unsigned int port)
{
    const int listener = listen_on(port);
    say(Kind::Listening, 0);
    Waited waited[2 + kMostConnections];
    for (long heard = now();;) {
        const Moment longest{ kSilence, 0 };
        waited[0] = { kInput, kReadable, 0 };
        waited[1] = { connected < kMostConnections ? listener : -1, kReadable, 0 };
        const unsigned int polled = connected;
        for (unsigned int i = 0; i < polled; ++i)
            waited[2 + i] = { connections[i].read ? connections[i].descriptor : -1, kReadable, 0 };
        call(kPPoll, at(waited), 2 + polled, at(&longest));
        for (unsigned int i = polled; i-- > 0;) // from behind: one that is dropped is replaced by the last
            if (waited[2 + i].came != 0)
                read_from(i);
        if (waited[1].came != 0)
            accept_from(listener);
        if (waited[0].came != 0) {
            heard = now();
            read_input();
        } else if (now() - heard >= kSilence) {
            leave(kSilent);
        }
    }
}

} // namespace

// As the kernel leaves it on the stack: the number of arguments, then where they are.
extern "C" [[noreturn]] void relay_main(const long* stack)
{
    unsigned int port = 0;
    if (stack[0] == 2)
        for (const auto* digit = reinterpret_cast<const char*>(stack[2]); *digit >= '0' && *digit <= '9'; ++digit)
            port = port * 10 + static_cast<unsigned int>(*digit - '0');
    if (port == 0 || port > 65535)
        leave(kBadUse);
    run(port);
}

#if defined(__x86_64__)
asm(".globl _start\n_start:\n xor %ebp, %ebp\n mov %rsp, %rdi\n and $-16, %rsp\n call relay_main\n");
#elif defined(__aarch64__)
asm(".globl _start\n_start:\n mov x29, #0\n mov x30, #0\n mov x0, sp\n bl relay_main\n");
#endif
