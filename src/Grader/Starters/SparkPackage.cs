using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Grader.Starters;

/// <summary>
/// The NuGet package through which a student's own project finds our Microsoft.Spark and the engine that runs it live. Made from the files beside the
/// program, without network. It never bears the real package's id, which would put our assembly in its place in every project of this machine.
/// </summary>
/// <remarks>
/// The version names the content: NuGet unpacks a version once and believes for ever that it knows it. The same files give the same version on every machine.
/// </remarks>
internal sealed class SparkPackage
{
    public const string Id = "Grader.Spark";

    private const string Framework = "net10.0";
    private const int HashDigits = 12;

    // A file's time says nothing here, and another one each time would make another package each time; zip knows no earlier time.
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IReadOnlyList<(string Path, byte[] Content)> files;

    private SparkPackage(IReadOnlyList<(string Path, byte[] Content)> files, string release)
    {
        this.files = files;
        Version = string.Create(CultureInfo.InvariantCulture, $"{release}-h{Hash(files)}");
    }

    /// <summary>SemVer: the grader's release, and of what the package holds a hash.</summary>
    public string Version { get; }

    public string FileName => $"{Id}.{Version}.nupkg";

    /// <param name="folder">Holds <c>ref</c>, what programs compile against and its documentation, and <c>lib</c>, what runs.</param>
    /// <param name="release">The grader's own version, such as 0.1.0.</param>
    /// <exception cref="GraderFaultException">The installation is incomplete.</exception>
    public static SparkPackage Load(string folder, string release)
    {
        string[] kinds = ["lib", "ref"];
        string[] required = ["lib/Grader.Live.dll", "lib/Microsoft.Spark.dll", "ref/Microsoft.Spark.dll", "ref/Microsoft.Spark.xml"];
        if (required.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file))) is { } missing)
        {
            throw new GraderFaultException($"The package {Id} cannot be made: '{Path.Combine(folder, missing)}' does not exist.");
        }

        return new SparkPackage(
            [
                .. from kind in kinds
                   from file in Directory.EnumerateFiles(Path.Combine(folder, kind)).Order(StringComparer.Ordinal)
                   select ($"{kind}/{Framework}/{Path.GetFileName(file)}", File.ReadAllBytes(file)),
            ],
            release);
    }

    /// <summary>Writes the <c>.nupkg</c>: a zip file with a manifest.</summary>
    public void Write(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add("[Content_Types].xml", Encoding.UTF8.GetBytes(ContentTypes));
        Add("_rels/.rels", Encoding.UTF8.GetBytes(Relations));
        Add($"{Id}.nuspec", Encoding.UTF8.GetBytes(Manifest(Version)));
        foreach ((string path, byte[] content) in files)
        {
            Add(path, content);
        }

        void Add(string path, byte[] content)
        {
            ZipArchiveEntry entry = archive.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = Timeless;
            using Stream to = entry.Open();
            to.Write(content);
        }
    }

    private static string Hash(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(ContentTypes + Relations + Manifest("")));
        foreach ((string path, byte[] content) in files)
        {
            // With its length, so that no two lists of files read the same.
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}\0{content.Length}\0")));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits];
    }

    private static string Manifest(string version) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>{Id}</id>
            <version>{version}</version>
            <authors>The Grader authors</authors>
            <description>The API of .NET for Apache Spark as Grader implements it, and the engine that runs programs live without a JVM.</description>
            <dependencies>
              <group targetFramework="{Framework}" />
            </dependencies>
          </metadata>
        </package>

        """;

    private const string ContentTypes =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
          <Default Extension="nuspec" ContentType="application/octet" />
          <Default Extension="dll" ContentType="application/octet" />
          <Default Extension="xml" ContentType="application/octet" />
        </Types>

        """;

    private const string Relations =
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/{Id}.nuspec" Id="manifest" />
        </Relationships>

        """;
}
