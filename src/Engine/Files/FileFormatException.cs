namespace Grader.Engine.Files;

/// <summary>The file is not of its format (Parquet, ORC), is broken, or says things about itself that are not so. <see cref="FileErrors"/> makes Spark's error of it.</summary>
internal sealed class FileFormatException(string message, Exception? cause = null) : Exception(message, cause);
