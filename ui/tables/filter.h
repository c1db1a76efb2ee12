#pragma once

#include "core/base/expected.h"
#include "ui/tables/columns.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

// The filter language of tables:
//
//     status:running cpu>50 mem>=512 -name:canary age<10m "free text" /regex/ sort:health sort:-age
//
// Terms are joined by "and"; "-" negates one; field:a,b means a or b; ":" on text means "contains", "=" means
// "is". Letters have no case. Pure.
namespace quayside::ui {

struct FilterField {
    QString id;
    QString title;
    ValueType type = ValueType::Text;
    QStringList values;
    bool ranked = false; // the values rise
};

std::vector<FilterField> fields_of(const std::vector<ColumnInfo>& columns);

struct FilterTerm {
    enum class Op { Contains, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Regex };

    Op op = Op::Contains;
    bool negated = false;
    int field = -1; // index into the fields, which are the columns; -1: anywhere
    std::vector<std::string> needles; // Contains, Equal on text: lower-case UTF-8, one of them is enough
    double number = 0; // comparisons: in the unit of the key; times in seconds
    QRegularExpression regex; // Regex

    bool operator==(const FilterTerm&) const = default;
};

struct Filter {
    QString source;
    std::vector<FilterTerm> terms;
    int sort_field = -1; // of "sort:"; -1: none
    bool sort_descending = false;

    bool matches_all() const { return terms.empty(); }
};

// Where and why a text is not a filter; positions count UTF-16 units from 0.
struct FilterError {
    int position = 0;
    int length = 0;
    QString message; // one sentence that says what to write instead

    bool operator==(const FilterError&) const = default;
};

Expected<Filter, FilterError> parse_filter(const QString& text, const std::vector<FilterField>& fields);

// A piece of the text for colouring: fields are accent, the rest text.
struct FilterPiece {
    enum class Kind { Field, Sort, Operator, Value, Text, Regex };
    Kind kind;
    int position;
    int length;
};
std::vector<FilterPiece> filter_pieces(const QString& text, const std::vector<FilterField>& fields);

// What could stand at the cursor: the piece to replace, and whole replacements.
struct FilterCompletion {
    int position = 0;
    int length = 0;
    QStringList candidates;
};
FilterCompletion complete_filter(const QString& text, int cursor, const std::vector<FilterField>& fields);

// True if everything that `narrower` matches is matched by `wider`, as far as that is cheap to see: the same terms,
// some of them longer, or more of them.
bool narrows(const Filter& narrower, const Filter& wider);

} // namespace quayside::ui
