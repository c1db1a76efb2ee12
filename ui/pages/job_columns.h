#pragma once

#include "ui/pages/job_list.h"
#include "ui/tables/columns.h"

#include <vector>

namespace quayside::ui {

std::vector<Column<JobRow>> job_columns();

} // namespace quayside::ui
