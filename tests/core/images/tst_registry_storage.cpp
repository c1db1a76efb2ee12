#include "core/images/registry_storage.h"
#include "tests/support/registry_files.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::images;
using test::RegistryFiles;

class TestRegistryStorage : public QObject {
    Q_OBJECT

    struct Place {
        QTemporaryDir directory;
        RegistryFiles files{ directory.path().toStdString() };
        RegistryStorage storage{ directory.path().toStdString() };

        std::string codes(const DeletedImages& result) const
        {
            std::string text;
            for (const auto& failure : result.failures)
                text += failure.code + " ";
            return text;
        }
    };

private slots:
    void an_image_has_its_tags_size_and_time()
    {
        Place place;
        QVERIFY(place.storage.images("web").empty());
        const auto digest = place.files.push("web", 'a', "1", 4000);
        place.files.push("web", 'a', "latest", 4000);
        place.files.push("web", 'b', "");
        const auto images = place.storage.images("web");
        QCOMPARE(images.size(), std::size_t(2));
        QCOMPARE(images[0].digest, digest);
        QVERIFY((images[0].tags == std::vector<std::string>{ "1", "latest" }));
        QCOMPARE(images[0].size, 4000);
        QCOMPARE(images[0].media_type, std::string("application/vnd.docker.distribution.manifest.v2+json"));
        QVERIFY(images[0].pushed_at != kNever);
        QVERIFY(images[1].tags.empty());
    }

    void an_image_goes_with_its_last_tag()
    {
        Place place;
        const auto digest = place.files.push("web", 'a', "1");
        place.files.push("web", 'a', "2");
        QVERIFY((place.storage.remove("web", { { {}, "1" } }).deleted == std::vector<ImageName>{ { digest, "1" } }));
        QVERIFY((place.storage.images("web").at(0).tags == std::vector<std::string>{ "2" }));
        QCOMPARE(place.storage.remove("web", { { {}, "2" } }).deleted.size(), std::size_t(1));
        QVERIFY(place.storage.images("web").empty());
    }

    void a_digest_takes_all_its_tags()
    {
        Place place;
        const auto digest = place.files.push("web", 'a', "1");
        place.files.push("web", 'a', "2");
        const auto untagged = place.files.push("web", 'b', "");
        const auto result = place.storage.remove("web", { { digest, {} }, { untagged, {} } });
        QVERIFY((result.deleted == std::vector<ImageName>{ { digest, "1" }, { digest, "2" }, { untagged, {} } }));
        QVERIFY(result.failures.empty());
        QVERIFY(place.storage.images("web").empty());
    }

    void what_names_no_image_says_so_and_touches_nothing()
    {
        Place place;
        const auto digest = place.files.push("web", 'a', "1");
        const auto other = place.files.push("web", 'b', "2");
        const auto result = place.storage.remove(
            "web", { { {}, {} }, { "no-digest", {} }, { {}, "gone" }, { digest, "2" }, { {}, ".." }, { {}, "../1" } });
        QCOMPARE(place.codes(result),
            std::string("MissingDigestAndTag InvalidImageDigest ImageNotFound ImageTagDoesNotMatchDigest "
                        "ImageNotFound ImageNotFound "));
        QVERIFY(result.deleted.empty());
        QCOMPARE(place.storage.images("web").size(), std::size_t(2));
    }

    void a_repository_goes_and_those_below_it_stay()
    {
        Place place;
        place.files.push("team", 'a', "1");
        place.files.push("team/web", 'a', "1");
        place.storage.remove_repository("team");
        QVERIFY(place.storage.images("team").empty());
        QCOMPARE(place.storage.images("team/web").size(), std::size_t(1));
    }

    void a_push_that_goes_on_is_seen()
    {
        Place place;
        place.files.push("web", 'a', "1");
        QVERIFY(!place.storage.has_uploads("web"));
        place.files.begin_upload("web");
        QVERIFY(place.storage.has_uploads("web"));
    }

    void what_is_damaged_is_left_out()
    {
        Place place;
        place.files.push("web", 'a', "1");
        const QString root = place.directory.path() + "/docker/registry/v2";
        const QString hex(64, 'a');
        QFile blob(root + "/blobs/sha256/aa/" + hex + "/data");
        QVERIFY(blob.open(QIODevice::WriteOnly));
        blob.write(R"({"mediaType": 3, "layers": {"size": "x"}})");
        blob.close();
        QCOMPARE(place.storage.images("web").at(0).size, 0);
        QFile link(root + "/repositories/web/_manifests/revisions/sha256/" + hex + "/link");
        QVERIFY(link.open(QIODevice::WriteOnly));
        link.write("../../../..");
        link.close();
        QVERIFY(place.storage.images("web").empty());
    }
};

QTEST_GUILESS_MAIN(TestRegistryStorage)
#include "tst_registry_storage.moc"
