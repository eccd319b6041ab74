using System.Reflection;

namespace QuantumAttributes.Keys.Tests.Protection;

/// <summary>Looks into objects of ours for what they hold.</summary>
internal static class Buffers
{
    /// <summary>All byte arrays that an object reaches through fields of our own types.</summary>
    public static IReadOnlyList<byte[]> Of(object root)
    {
        List<byte[]> found = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object> open = new([root]);
        while (open.TryPop(out object? next))
        {
            if (!seen.Add(next))
                continue;
            if (next is byte[] bytes)
                found.Add(bytes);
            else if (next.GetType().Namespace?.StartsWith("QuantumAttributes", StringComparison.Ordinal) == true)
                Push(open, next);
        }

        return found;
    }

    /// <summary>Disposes what holds a secret, exactly once, and looks whether it is gone.</summary>
    public static void ExpectWiped(IDisposable holder, byte[] secret)
    {
        byte[] buffer = Assert.Single(Of(holder), bytes => bytes.AsSpan().SequenceEqual(secret));
        holder.Dispose();
        Assert.Equal(new byte[secret.Length], buffer);
        Assert.DoesNotContain(Of(holder), bytes => bytes.AsSpan().SequenceEqual(secret));
    }

    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static void Push(Stack<object> open, object holder)
    {
        for (Type? type = holder.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Declared))
            {
                if (field.GetValue(holder) is { } value)
                    open.Push(value);
            }
        }
    }
}
