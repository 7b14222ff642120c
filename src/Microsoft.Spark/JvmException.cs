namespace Microsoft.Spark;

/// <summary>An error that Spark reported. It comes as the inner exception of an <see cref="Exception"/>, as with the real package.</summary>
public class JvmException : Exception
{
    /// <summary>An error with Spark's message.</summary>
    public JvmException(string message) : base(message) { }
}
