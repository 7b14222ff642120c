namespace Microsoft.Spark;

public class JvmException : Exception
{
    public JvmException(string message) : base(message) { }
}
