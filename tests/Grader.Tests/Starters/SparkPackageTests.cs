using System.IO.Compression;
using System.Xml.Linq;
using Grader.Starters;

namespace Grader.Tests.Starters;

public sealed class SparkPackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("grader-test-").FullName;

    public SparkPackageTests()
    {
        Write("lib/Grader.Live.dll", "live");
        Write("lib/Microsoft.Spark.dll", "spark");
        Write("ref/Microsoft.Spark.dll", "surface");
        Write("ref/Microsoft.Spark.xml", "<doc />");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_holds_what_programs_compile_against_and_what_runs_under_a_name_of_its_own()
    {
        SparkPackage package = Load();
        using var archive = new ZipArchive(new MemoryStream(Bytes(package)));

        Assert.Equal(
            ["[Content_Types].xml", "_rels/.rels", "Grader.Spark.nuspec", "lib/net10.0/Grader.Live.dll", "lib/net10.0/Microsoft.Spark.dll",
                "ref/net10.0/Microsoft.Spark.dll", "ref/net10.0/Microsoft.Spark.xml"],
            archive.Entries.Select(entry => entry.FullName));
        using Stream manifest = archive.GetEntry("Grader.Spark.nuspec")!.Open();
        XElement metadata = XDocument.Load(manifest).Root!.Elements().Single();
        Assert.Equal(("Grader.Spark", package.Version), (Value("id"), Value("version")));
        Assert.Equal($"Grader.Spark.{package.Version}.nupkg", package.FileName);

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void The_same_files_give_the_same_package_whenever_it_is_made()
    {
        (string version, byte[] bytes) = (Load().Version, Bytes(Load()));
        File.SetLastWriteTimeUtc(Path.Combine(folder, "lib", "Grader.Live.dll"), DateTime.UnixEpoch);

        Assert.Equal((version, Convert.ToHexString(bytes)), (Load().Version, Convert.ToHexString(Bytes(Load()))));
        Assert.Matches("^0\\.1\\.0-h[0-9a-f]{12}$", version);
    }

    [Theory]
    [InlineData("lib/Grader.Live.dll", "live, another build")]
    [InlineData("lib/Microsoft.Spark.dll", "spar")]
    [InlineData("ref/Microsoft.Spark.xml", "<doc/>")]
    [InlineData("lib/More.dll", "")]
    public void Another_content_is_another_version(string file, string content)
    {
        string before = Load().Version;
        Write(file, content);

        Assert.NotEqual(before, Load().Version);
    }

    [Fact]
    public void An_incomplete_installation_is_our_fault()
    {
        File.Delete(Path.Combine(folder, "lib", "Grader.Live.dll"));

        Assert.Contains("lib/Grader.Live.dll' does not exist", Assert.Throws<GraderFaultException>(Load).Message.Replace('\\', '/'));
    }

    private SparkPackage Load() => SparkPackage.Load(folder, "0.1.0");

    private static byte[] Bytes(SparkPackage package)
    {
        using var stream = new MemoryStream();
        package.Write(stream);
        return stream.ToArray();
    }

    private void Write(string relativePath, string text)
    {
        string path = Path.Combine(folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
