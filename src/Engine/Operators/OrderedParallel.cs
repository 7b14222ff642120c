using System.Runtime.ExceptionServices;

namespace Grader.Engine.Operators;

/// <summary>Work on numbered parts by several threads, whose outcome does not depend on the threads.</summary>
internal static class OrderedParallel
{
    /// <summary>Makes a result of each part, at the same time, and takes the results one by one in the order of the parts.</summary>
    /// <param name="makeWorker">Makes what turns a part's number into its result; called once by each thread.</param>
    /// <remarks>Where parts fail, the exception of the first of them is thrown: parts are begun in order, so all before it were worked on.</remarks>
    public static void Run<T>(int count, int degree, Func<Func<int, T>> makeWorker, Action<T> take)
    {
        int begun = 0, taken = 0;
        var waiting = new Dictionary<int, T>();
        (int Part, ExceptionDispatchInfo Exception)? failure = null;

        void Work(int thread)
        {
            Func<int, T> work = makeWorker();
            while (Next() is { } part)
            {
                try
                {
                    T result = work(part);
                    lock (waiting)
                    {
                        waiting.Add(part, result);
                        while (waiting.Remove(taken, out T? next))
                        {
                            take(next);
                            taken++;
                        }
                    }
                }
                catch (Exception e)
                {
                    lock (waiting)
                    {
                        failure = failure is { } earlier && earlier.Part < part ? earlier : (part, ExceptionDispatchInfo.Capture(e));
                    }
                }
            }
        }

        int? Next()
        {
            lock (waiting)
            {
                return failure is null && begun < count ? begun++ : null;
            }
        }

        int threads = Math.Min(degree, count);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Work);
        failure?.Exception.Throw();
    }
}
