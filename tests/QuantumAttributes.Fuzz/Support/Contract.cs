namespace QuantumAttributes.Fuzz;

/// <summary>The demands that targets make.</summary>
internal static class Contract
{
    /// <exception cref="ContractException">The condition does not hold.</exception>
    public static void Holds(bool condition, string claim)
    {
        if (!condition)
            throw new ContractException($"does not hold: {claim}");
    }

    /// <summary>What the parser makes of its input, or null where it refused it with the exception that it documents.</summary>
    public static T? Parse<T, TRefusal>(Func<T> parse)
        where T : class
        where TRefusal : Exception
    {
        try
        {
            return parse();
        }
        catch (TRefusal)
        {
            return null;
        }
    }

    /// <summary>The parser's answer, or null where it refused the question with the exception that it documents.</summary>
    public static bool? Ask<TRefusal>(Func<bool> ask)
        where TRefusal : Exception
    {
        try
        {
            return ask();
        }
        catch (TRefusal)
        {
            return null;
        }
    }

    /// <summary>Waits for what is known to need no waiting: nothing here is on a network.</summary>
    public static T Completed<T>(ValueTask<T> task)
    {
        Holds(task.IsCompleted, "nothing waits");
        return task.GetAwaiter().GetResult();
    }
}
