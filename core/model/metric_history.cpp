#include "core/model/metric_history.h"

#include <algorithm>
#include <cmath>

namespace quayside::model {

MetricPoint point_of(const Sample& sample)
{
    const auto still = [](float value) { return Spread{ value, value, value }; };
    return { sample.at, still(sample.cpu), still(sample.memory), still(sample.network_received),
        still(sample.network_sent) };
}

MetricPoint fold(const std::vector<MetricPoint>& points, TimePoint at)
{
    MetricPoint result;
    result.at = at;
    for (const auto figure : kFigures) {
        Spread& whole = result.*figure;
        double sum = 0;
        int known = 0;
        for (const auto& point : points) {
            const Spread& part = point.*figure;
            if (std::isnan(part.mean))
                continue;
            whole.least = known == 0 ? part.least : std::min(whole.least, part.least);
            whole.most = known == 0 ? part.most : std::max(whole.most, part.most);
            sum += static_cast<double>(part.mean);
            ++known;
        }
        if (known > 0)
            whole.mean = static_cast<float>(sum / known);
    }
    return result;
}

} // namespace quayside::model
