using System.Globalization;
using System.Text;
using System.Text.Json;
using Grader.Plans;

namespace Grader.Engine.Files;

/// <summary>A file of one of Spark's logs: UTF-8, the version <c>v1</c> on the first line, no newline at the end.</summary>
/// <remarks>Source: Spark's HDFSMetadataLog and MetadataVersionUtil, whose errors these are, with the file's name in front.</remarks>
internal static class VersionedLogFile
{
    private const int MaxVersion = 1;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(IFileSystem files, string path, IEnumerable<string> lines) =>
        HadoopChecksum.Write(files, path, Utf8.GetBytes(string.Join('\n', lines.Prepend("v1"))));

    /// <summary>What the lines after the version say; throws Spark's IllegalStateException where they are none of the log's.</summary>
    public static T Read<T>(IFileSystem files, string path, Func<string[], T> deserialize)
    {
        try
        {
            string[] lines = Utf8.GetString(HadoopChecksum.Read(files, path).Span).Split('\n');
            return Malformed(lines[0]) is { } reason ? throw Failed(path, reason, null) : deserialize(lines[1..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            throw Failed(path, e is IndexOutOfRangeException ? "Incomplete log file" : $"Log file was malformed: {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw Failed(path, "Log file was malformed: it is not UTF-8.", e);
        }
        catch (FileNotFoundException e)
        {
            throw Failed(path, "It does not exist.", e);
        }
    }

    private static string? Malformed(string version)
    {
        if (version.StartsWith('v') && int.TryParse(version.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number > 0)
        {
            return number <= MaxVersion ? null
                : $"UnsupportedLogVersion: maximum supported log version is v{MaxVersion}, but encountered v{number}. "
                    + "The log file was produced by a newer version of Spark and cannot be read by this version. Please upgrade.";
        }

        const int Shown = 100;
        return $"Log file was malformed: failed to read correct log version from {(version.Length > Shown ? version[..Shown] : version)}.";
    }

    private static SparkException Failed(string path, string reason, Exception? cause) =>
        new(new SparkError("IllegalStateException", null, $"Failed to read log file file:{path}. {reason}"), cause);
}
