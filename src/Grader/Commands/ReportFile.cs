using System.Text;
using Grader.Report;
using Grader.Score;

namespace Grader.Commands;

/// <summary>The file that <c>--json</c> names. It is checked before the grading, so that no work is lost to a wrong path.</summary>
internal sealed class ReportFile
{
    private readonly string path;

    private ReportFile(string path) => this.path = path;

    /// <returns>Null where no report is wanted.</returns>
    /// <exception cref="WrongUseException">No file can be there.</exception>
    public static ReportFile? At(string? option, CommandContext context)
    {
        if (option is null)
        {
            return null;
        }

        string path = context.FullPath(option);
        if (Directory.Exists(path))
        {
            throw new WrongUseException($"--json {option}: that is a folder; name a file.");
        }

        return Directory.Exists(Path.GetDirectoryName(path))
            ? new ReportFile(path)
            : throw new WrongUseException($"--json {option}: there is no folder {Path.GetDirectoryName(path)}.");
    }

    /// <summary>Replaces the file as a whole: a reader never sees half a report.</summary>
    /// <exception cref="WrongUseException">It cannot be written.</exception>
    public void Write(IEnumerable<SubmissionResult> results)
    {
        string unfinished = path + ".partial";
        try
        {
            File.WriteAllText(unfinished, ReportJson.Write(results), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"--json {path}: it cannot be written: {error.Message}");
        }
    }
}
