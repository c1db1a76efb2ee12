# The assembler reads the file itself: a C++ literal of this size would take the compiler seconds.
file(WRITE ${OUT} "#include <string_view>
asm(R\"(
.section .rodata
embedded_${SYMBOL}_begin:
.incbin \"${FILE}\"
embedded_${SYMBOL}_end:
.byte 0
.previous
)\");
extern \"C\" {
extern const char embedded_${SYMBOL}_begin[];
extern const char embedded_${SYMBOL}_end[];
}
namespace quayside::resources {
extern const std::string_view ${SYMBOL};
const std::string_view ${SYMBOL}(embedded_${SYMBOL}_begin, static_cast<std::size_t>(embedded_${SYMBOL}_end - embedded_${SYMBOL}_begin));
}
")
