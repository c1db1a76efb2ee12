#pragma once

#include "core/model/state.h"
#include "ui/editor/import.h"

#include <QDialog>
#include <QPlainTextEdit>

class QComboBox;
class QDialogButtonBox;
class QPushButton;
class QTimer;
class QTreeWidget;

namespace quayside::ui {

class MessageArea;

// Takes text and files, plain and not too large; says why it does not.
class PasteField : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit PasteField(QWidget* parent = nullptr);
    void read_file(const QString& path);

signals:
    void refused(const QString& reason);

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
};

// Makes a draft from a compose file, a docker run line, JSON or another revision, after showing what becomes of each
// part of it. GUI thread.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    explicit // A draft that has a family keeps it, whatever is imported.
        ImportDialog(const model::State& state, const QString& family, QWidget* parent = nullptr);

    PasteField* text() const { return text_; }
    QComboBox* revisions() const { return revisions_; }
    QTreeWidget* report() const { return report_; }
    QPushButton* import_button() const { return import_; }
    MessageArea* message() const { return message_; }

signals:
    void imported(const quayside::Json& document);

private:
    QWidget* make_sources();
    void fill_revisions();
    void look();
    void choose_file();

    const model::State& state_;
    QString family_; // empty: the draft has none yet
    Imported found_;
    PasteField* text_;
    QComboBox* revisions_;
    QTreeWidget* report_;
    MessageArea* message_;
    QPushButton* import_;
    QTimer* soon_;
};

} // namespace quayside::ui
