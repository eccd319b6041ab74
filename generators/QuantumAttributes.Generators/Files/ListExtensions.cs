namespace QuantumAttributes.Generators.Files;

internal static class ListExtensions
{
    public static void AddIfAny<T>(this List<T> list, T? item)
        where T : class
    {
        if (item is not null)
            list.Add(item);
    }
}
