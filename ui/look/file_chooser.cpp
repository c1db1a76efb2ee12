#include "ui/look/file_chooser.h"

#include <QFileDialog>

namespace quayside::ui {

namespace {

class DialogChooser : public FileChooser {
public:
    void ask(const FileQuestion& question, QWidget& parent, Chosen chosen) override
    {
        auto* dialog = new QFileDialog(&parent, question.title, question.start);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setOption(QFileDialog::ReadOnly); // to choose, not to remove or rename
        dialog->setDefaultSuffix(question.suffix);
        if (question.kind == FileQuestion::Kind::NewFile)
            dialog->setAcceptMode(QFileDialog::AcceptSave);
        else
            dialog->setFileMode(
                question.kind == FileQuestion::Kind::Folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
        QObject::connect(dialog, &QFileDialog::fileSelected, &parent, std::move(chosen));
        dialog->open();
    }
};

std::unique_ptr<FileChooser>& chooser()
{
    static std::unique_ptr<FileChooser> chooser = std::make_unique<DialogChooser>();
    return chooser;
}

} // namespace

FileChooser& FileChooser::get()
{
    return *chooser();
}

void FileChooser::replace(std::unique_ptr<FileChooser> other)
{
    chooser() = other ? std::move(other) : std::make_unique<DialogChooser>();
}

} // namespace quayside::ui
