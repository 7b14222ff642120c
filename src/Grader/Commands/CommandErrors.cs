using Grader.Report;

namespace Grader.Commands;

/// <summary>Turns what a command throws into words and an exit code.</summary>
internal static class CommandErrors
{
    public static async Task<int> HandleAsync(CommandContext context, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (WrongUseException error)
        {
            Write(context, error.Message);
            return ExitCode.WrongUse;
        }
        catch (BrokenAssignmentException error)
        {
            foreach (string problem in error.Message.Split('\n'))
            {
                Write(context, problem);
            }

            return ExitCode.WrongUse;
        }
        catch (GraderFaultException error)
        {
            Write(context, "This is a fault of the grader, not of a submission: " + error.Message);
            return ExitCode.GraderFault;
        }
        catch (OperationCanceledException)
        {
            Write(context, "Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    // As it is, without wrapping: a path or a file:line that is cut in two cannot be clicked.
    private static void Write(CommandContext context, string message) => context.Error.Profile.Out.Writer.WriteLine(PlainText.Of(message, 4000));
}
