#pragma once

#include "ui/palette/ranking.h"

#include <QAbstractListModel>

namespace quayside::ui {

// The rows of the palette: what was found, each section under its heading. GUI thread.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int HeadingRole = Qt::UserRole;

    using QAbstractListModel::QAbstractListModel;

    void set_content(PaletteContent content);
    void search(const QString& typed, const QStringList& recent);

    // Null for a heading.
    const PaletteEntry* entry(int row) const;
    // Where the typed letters are in the title of a row that can run.
    std::vector<qsizetype> places(int row) const;
    int first_entry() const; // -1: nothing was found

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        QString heading; // empty: an entry
        PaletteEntry entry;
    };

    PaletteContent content_;
    QString letters_;
    std::vector<Row> rows_;
};

} // namespace quayside::ui
