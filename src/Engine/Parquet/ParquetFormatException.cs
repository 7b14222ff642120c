namespace Grader.Engine.Parquet;

/// <summary>The file is no Parquet file, is broken, or says things about itself that are not so. <see cref="ParquetErrors"/> makes Spark's error of it.</summary>
internal sealed class ParquetFormatException(string message, Exception? cause = null) : Exception(message, cause);
