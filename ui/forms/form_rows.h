#pragma once

#include "core/api/validate.h"

#include <QString>

#include <map>
#include <string>
#include <vector>

class QGridLayout;
class QLabel;
class QWidget;

namespace quayside::ui {

class Field;

// The grid of a dialog: labels in the left column, fields in the right one.
QGridLayout* form_grid();

// A row; the label's mnemonic (an ampersand) goes to `input`, or to the widget itself. Returns the label.
QLabel* form_row(QGridLayout* grid, const QString& label, QWidget* widget, QWidget* input = nullptr);
QLabel* form_row(QGridLayout* grid, const QString& label, Field* field);

// Fields of a dialog by the member of the request that they stand for.
using Fields = std::map<std::string, Field*>;

// Marks the fields that the problems name and gives the first one the keyboard.
void mark_problems(const Fields& fields, const std::vector<api::Problem>& problems);

} // namespace quayside::ui
