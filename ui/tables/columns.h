#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/state.h"
#include "ui/look/bars.h"
#include "ui/look/states.h"
#include "ui/tables/sort_key.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quayside::ui {

// What a cell may look at beside its record: joins go through the replica, ages through `now`. GUI thread.
struct Context {
    const model::State& state;
    TimePoint now;
};

// How a column reads in the filter language and in sorting.
enum class ValueType {
    Text,
    Number,
    Size, // key in MiB: "mem>=1gib"
    Percent, // key is a fraction: "cpu>50" means more than 0.5
    Time, // key is a time: "started>2h" is rejected, "started<2h" means within the last two hours
    Age, // key is the time of birth: "age<10m" means born within the last ten minutes
};

// How a cell is drawn.
enum class CellStyle {
    Text,
    Name, // weight 500
    Muted, // ids
    Age, // right as a number, muted as a whole
    Mono, // ids, times, image names
    Number, // right, digits of one width, the unit behind the last space muted, a lone 0 muted
    State, // glyph and word; needs `state`
    Spark, // sparkline and, to its right, the text as a number; needs `spark`
    Capacity, // capacity bar and, to its right, the text as a number; needs `capacity`
    Progress, // bar of what is done (`used`) and under way (up to `reserved`) before the text; NaN: the text alone
    Rule, // glyph in its colour and the text in that of the cell; needs `state`
};

// The part of a column that does not depend on the record type.
struct ColumnInfo {
    QString id; // stable: field of the filter language, key of the saved layout
    QString title; // as shown
    CellStyle style = CellStyle::Text;
    ValueType type = ValueType::Text;
    bool visible = true; // before the user chose
    bool searchable = true; // free text looks here; off where the text changes by itself, as ages do
    bool editable = false;
    bool link = false; // a click opens the row
    bool stretch = false; // takes the spare width; one per table
    int width = 96; // pixels at zoom 100
    QString hint{}; // tool tip of the header; empty: the title
    QStringList values{}; // offered by completion
    bool ranked = false; // the values rise from the first to the last: "level>=warn" compares their places
};

// One operation that an edit asks for.
struct EditCall {
    std::string operation;
    Json input;
};

// How a cell is edited and what that does: `input(record, typed text)` gives the input of `operation`, or an error
// whose message is shown under the cell.
template <class T>
struct Edit {
    enum class Editor { Text, Number, Choice };

    std::string operation{};
    std::function<Result<Json>(const T&, const QString&)> input{};
    // In place of these two where one operation is not enough. No call at all: nothing is to be changed.
    std::function<Result<std::vector<EditCall>>(const T&, const QString&)> calls{};
    Editor editor = Editor::Text;
    int minimum = 0;
    int maximum = 1'000'000;
    QStringList choices{};
    std::function<bool(const T&)> allowed{}; // null: every row
    bool staged = false; // waits until all that waits is applied; others do only if something waits already
};

// A table is a list of these. Functions are called on the GUI thread, for visible cells and, once per row and change,
// for the keys that sorting and filtering need.
//
//     Column<model::Cluster>{.info = {.id = "name", .title = tr("Name"), .style = CellStyle::Name},
//         .text = [](const model::Cluster& c, const Context&) { return from_utf8(c.name); }}
template <class T>
struct Column {
    ColumnInfo info;
    // May be left out of a State column: then the word of the state.
    std::function<QString(const T&, const Context&)> text{};
    // Null: text_key of the text, or the rank and word of the state.
    std::function<SortKey(const T&, const Context&)> key{};
    std::function<StateWord(const T&, const Context&)> state{};
    std::function<Role(const T&, const Context&)> tone{}; // colour of the text where it is not that of the style
    std::function<std::vector<float>(const T&, const Context&)> spark{};
    std::function<Capacity(const T&, const Context&)> capacity{};
    std::function<QString(const T&, const Context&)> tool_tip{}; // plain text; null: the text where it is elided
    std::optional<Edit<T>> edit{};
};

} // namespace quayside::ui
