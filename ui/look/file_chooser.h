#pragma once

#include <QString>

#include <functional>
#include <memory>

class QWidget;

namespace quayside::ui {

struct FileQuestion {
    enum class Kind { File, NewFile, Folder };

    Kind kind = Kind::File;
    QString title;
    QString start{}; // what is chosen at first
    QString suffix{}; // of a new file that is named without one
};

// The only way of the window to ask for a file or folder of this machine. GUI thread.
class FileChooser {
public:
    virtual ~FileChooser() = default;

    using Chosen = std::function<void(const QString& path)>;

    // Does not wait: `chosen` is called if one is chosen while `parent` lives.
    virtual void ask(const FileQuestion& question, QWidget& parent, Chosen chosen) = 0;

    static FileChooser& get();
    static void replace(std::unique_ptr<FileChooser> other); // null: the dialog again
};

} // namespace quayside::ui
