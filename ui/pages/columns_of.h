#pragma once

#include "ui/pages/rows.h"
#include "ui/session/command_log.h"
#include "ui/session/image_feed.h"
#include "ui/session/live_use.h"
#include "ui/session/request_feed.h"
#include "ui/tables/columns.h"

#include <vector>

// The columns of every table in their order. `use` may be null: then no live figures.
namespace quayside::ui {

class ServiceUse;

std::vector<Column<model::Cluster>> cluster_columns();
std::vector<Column<model::Service>> service_columns(const ServiceUse* use);
std::vector<Column<model::Deployment>> deployment_columns();
std::vector<Column<model::CapacityProvider>> capacity_provider_columns();
std::vector<Column<model::Task>> task_columns(const LiveUse* use);
std::vector<Column<model::ContainerInstance>> container_instance_columns(const LiveUse* use);
std::vector<Column<FamilyRow>> task_definition_columns();
std::vector<Column<model::Engine>> engine_columns();
std::vector<Column<model::Event>> event_columns();
std::vector<Column<Command>> command_columns();
std::vector<Column<ApiRequest>> request_columns();
std::vector<Column<ImageRow>> image_columns();
QString short_image_id(const ImageRow& row); // twelve digits
std::vector<Column<AttentionRow>> attention_columns();
std::vector<Column<CapacityRow>> capacity_columns();

// The last column of an age.
inline ColumnInfo age_column(const QString& id, const QString& title)
{
    ColumnInfo info;
    info.id = id;
    info.title = title;
    info.style = CellStyle::Age;
    info.type = ValueType::Age;
    info.searchable = false;
    info.width = 72;
    return info;
}

} // namespace quayside::ui
