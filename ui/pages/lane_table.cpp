#include "ui/pages/lane_table.h"

#include "ui/look/icons.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace quayside::ui {

namespace {

using Stage = LaneSegment::Stage;

constexpr int kPadding = 8; // of a cell, which lanes do not have

enum LaneColumn { kRevision, kLane, kTask, kInstance, kState };

QString stage_word(const TaskLane& lane, Stage stage)
{
    switch (stage) {
    case Stage::Provisioning:
        return QObject::tr("provisioning");
    case Stage::Pulling:
        return QObject::tr("pulling");
    case Stage::Starting:
        return QObject::tr("starting");
    case Stage::Running:
        return lane.is_new && lane.state.glyph == StateGlyph::Healthy ? QObject::tr("healthy") : QObject::tr("running");
    case Stage::Draining:
        break;
    }
    return QObject::tr("draining");
}

QBrush fill_of(const TaskLane& lane, Stage stage)
{
    switch (stage) {
    case Stage::Provisioning:
        return blend(colour(Role::Pending), colour(Role::Base), 0.18);
    case Stage::Pulling:
        return blend(colour(Role::Pending), colour(Role::Base), 0.36);
    case Stage::Starting:
        return blend(colour(Role::Pending), colour(Role::Base), 0.6);
    case Stage::Running:
        return brush_of(lane.is_new ? RolloutLegend::Part::NewRunning : RolloutLegend::Part::Old);
    case Stage::Draining:
        break;
    }
    return brush_of(RolloutLegend::Part::Draining);
}

// The lane in words, for those who hear it, copy it or filter by it.
QString lane_text(const TaskLane& lane)
{
    if (lane.has_failed())
        return QObject::tr("%1 at %2").arg(lane.failure, local_time(lane.failed_at));
    if (lane.segments.empty())
        return dash();
    const auto& last = lane.segments.back();
    return QObject::tr("%1 since %2").arg(stage_word(lane, last.stage), local_time(last.begin));
}

std::vector<Column<TaskLane>> lane_columns()
{
    std::vector<Column<TaskLane>> columns;
    columns.push_back({ .info = { .id = "revision",
                            .title = QObject::tr("Revision"),
                            .style = CellStyle::Number,
                            .type = ValueType::Number,
                            .width = kPlotLeft },
        .text = [](const TaskLane& lane, const Context&) { return QString::number(lane.revision); },
        .key =
            [](const TaskLane& lane, const Context&) {
                auto key = time_key(lane.is_new ? lane.created_at : TimePoint());
                key.tail = lane.id.hex();
                return key;
            },
        .tone = [](const TaskLane&, const Context&) { return Role::Muted; } });
    columns.push_back({ .info = { .id = "lane", .title = QObject::tr("Lane"), .width = 400 },
        .text = [](const TaskLane& lane, const Context&) { return lane_text(lane); },
        .tool_tip =
            [](const TaskLane& lane, const Context&) {
                QStringList lines;
                for (const auto& segment : lane.segments)
                    lines << QStringLiteral("%1 %2, %3")
                                 .arg(local_time(segment.begin), stage_word(lane, segment.stage),
                                     duration_text(segment.end - segment.begin));
                if (lane.has_failed())
                    lines << QStringLiteral("%1 %2").arg(local_time(lane.failed_at), lane.reason);
                return lines.join(u'\n');
            } });
    columns.push_back({ .info = { .id = "task", .title = QObject::tr("Task"), .style = CellStyle::Mono, .width = 76 },
        .text = [](const TaskLane& lane, const Context&) { return short_id(from_utf8(lane.id.hex())); } });
    columns.push_back(
        { .info = { .id = "instance", .title = QObject::tr("Instance"), .style = CellStyle::Muted, .width = 76 },
            .text = [](const TaskLane& lane, const Context&) { return lane.instance; } });
    columns.push_back({ .info
        = { .id = "state", .title = QObject::tr("State"), .style = CellStyle::State, .stretch = true, .width = 88 },
        .state = [](const TaskLane& lane, const Context&) { return lane.state; } });
    return columns;
}

} // namespace

LaneDelegate::LaneDelegate(const RowModelOf<TaskLane>& rows, QObject* parent)
    : CellDelegate(parent)
    , rows_(rows)
{
}

void LaneDelegate::set_times(TimePoint begin, TimePoint end, TimePoint now, bool live)
{
    begin_ = begin;
    end_ = end;
    now_ = now;
    live_ = live;
}

bool LaneDelegate::paint_content(QPainter& p, const QRectF& cell, const QModelIndex& index) const
{
    const auto lane = rows_.value(index);
    if (!lane || end_ <= begin_)
        return true;
    const QRectF area = cell.adjusted(-kPadding, 5, kPadding, -4);
    const auto x = [&](TimePoint at) {
        return area.left()
            + area.width() * static_cast<double>((at - begin_).count()) / static_cast<double>((end_ - begin_).count());
    };
    p.setFont(font_of(Type::Tiny));
    const QFontMetrics metrics(p.font());
    for (const auto& segment : lane->segments) {
        const double left = x(segment.begin);
        const QRectF block(left, area.top(), std::max(1.0, x(segment.end) - left - 1), area.height());
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(fill_of(*lane, segment.stage));
        p.drawRoundedRect(block, 2, 2);
        if (colours().is_high_contrast())
            paint_box(p, block, {}, colour(Role::Border), 2);
        const QString word = stage_word(*lane, segment.stage);
        const int wide = metrics.horizontalAdvance(word);
        if (block.width() < wide + 10)
            continue;
        if (segment.stage == Stage::Draining)
            p.fillRect(QRectF(block.left() + 2, block.top() + 1, wide + 6, block.height() - 2), colour(Role::Base));
        p.setPen(colour(Role::Text));
        p.drawText(block.adjusted(5, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, word);
    }
    if (lane->has_failed()) {
        const double at = x(lane->failed_at);
        paint_glyph(p, QRectF(at + 4, area.center().y() - 5, 10, 10), StateGlyph::Failed);
        p.setPen(colour(Role::Error));
        p.drawText(QRectF(at + 18, area.top(), area.right() - at - 20, area.height()),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, lane->failure);
    }
    p.setRenderHint(QPainter::Antialiasing, false);
    p.fillRect(
        QRectF(std::round(x(now_)) - 2, cell.top(), 2, cell.height() + 1), colour(live_ ? Role::Accent : Role::Muted));
    return true;
}

LaneTable::LaneTable(const model::State& state, QWidget* parent)
    : TableView({}, tr("Tasks of the deployment over time"), parent)
    , lanes_(std::make_unique<RowModelOf<TaskLane>>(lane_columns(), state))
    , delegate_(new LaneDelegate(*lanes_, this))
{
    setLayoutDirection(Qt::LeftToRight); // as time runs in the chart above
    lanes_->set_scope([this](const TaskLane& lane) { return is_shown(lane); });
    lanes_->sort(kRevision);
    set_rows(lanes_.get());
    setItemDelegateForColumn(kLane, delegate_);
    horizontalHeader()->hide();
    set_empty(icon(Glyph::Task, Role::Muted), tr("No task of it is known."));
}

LaneTable::~LaneTable()
{
    setModel(nullptr);
}

bool LaneTable::is_shown(const TaskLane& lane) const
{
    return shown_ == Show::All || (shown_ == Show::New ? lane.is_new : lane.has_failed());
}

void LaneTable::set_lanes(const std::vector<TaskLane>& lanes, const RolloutCurve& curve)
{
    const TimeRange range = range_of(curve);
    const auto shown = static_cast<std::int64_t>(static_cast<double>(range.length().count()) * kNowAt);
    delegate_->set_times(range.begin, range.begin + Duration(shown), curve.now, curve.live);
    all_ = lanes;
    std::vector<std::shared_ptr<const TaskLane>> rows;
    for (const auto& lane : all_)
        if (const auto held = lanes_->find(lane.id); held && *held == lane)
            rows.push_back(held); // what did not change is not told anew
        else
            rows.push_back(std::make_shared<const TaskLane>(lane));
    lanes_->set_rows(std::move(rows));
    viewport()->update();
}

void LaneTable::set_shown(Show shown)
{
    shown_ = shown;
    std::vector<std::shared_ptr<const TaskLane>> rows;
    for (const auto& lane : all_)
        rows.push_back(std::make_shared<const TaskLane>(lane));
    lanes_->set_rows(std::move(rows));
    set_empty(icon(Glyph::Task, Role::Muted),
        shown == Show::Failed ? tr("No task of it has failed.") : tr("No task of it is known."));
}

void LaneTable::resizeEvent(QResizeEvent* event)
{
    TableView::resizeEvent(event);
    fit();
}

// The lanes end where the chart has its "now".
void LaneTable::fit()
{
    const int plot = width() - kPlotLeft - kPlotRight;
    setColumnWidth(kRevision, kPlotLeft);
    setColumnWidth(kLane, std::max(80, static_cast<int>(plot * kNowAt) + 1));
    const int rest = viewport()->width() - columnWidth(kRevision) - columnWidth(kLane) - columnWidth(kTask)
        - columnWidth(kInstance);
    setColumnWidth(kState, std::max(72, rest));
}

} // namespace quayside::ui
