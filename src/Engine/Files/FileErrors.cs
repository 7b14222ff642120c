using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Files;

/// <summary>What Spark says of files that it cannot read.</summary>
internal static class FileErrors
{
    public const string ColumnNotConvertible = "_LEGACY_ERROR_TEMP_2063";

    /// <param name="file">Absolute path.</param>
    public static SparkException CannotReadFooter(string file, FileFormatException cause) => new(
        new SparkError(
            "SparkException", "CANNOT_READ_FILE_FOOTER",
            $"[CANNOT_READ_FILE_FOOTER] Could not read footer for file: file:{file}. Please ensure that the file is in either ORC or Parquet format. If not, please convert it to a valid format. "
            + "If the file is in the valid format, please check if it is corrupt. If it is, you can choose to either ignore it or fix the corruption.",
            $"Of the file: {cause.Message}. Parquet is the format where none is named: for others say which, for example Format(\"json\")."),
        cause);

    public static SparkException CannotReadFile(string file, FileFormatException cause) => new(
        new SparkError("SparkException", "_LEGACY_ERROR_TEMP_2064", $"Encountered error while reading file file://{file}. Details: {cause.Message}."), cause);

    /// <param name="column">Names from the root.</param>
    public static SparkException CannotConvert(string file, IEnumerable<string> column, DataType expected, string found) => new(new SparkError(
        "SparkException", ColumnNotConvertible,
        $"Parquet column cannot be converted in file file://{file}. Column: [{string.Join(", ", column)}], Expected: {expected.SimpleString}, Found: {found}.",
        "A Parquet file has its own types: leave out the schema, or give the columns the types they were written with."));
}
