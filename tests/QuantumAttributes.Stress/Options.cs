using System.Globalization;

namespace QuantumAttributes.Stress;

/// <summary>Options as <c>--name number</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, int> _numbers = [];

    /// <exception cref="ArgumentException">One has no number.</exception>
    public Options(string[] arguments)
    {
        foreach (string[] option in arguments.Chunk(2))
        {
            if (option is not [['-', '-', .. var name], var value] || !int.TryParse(value, CultureInfo.InvariantCulture, out int number))
                throw new ArgumentException($"'{string.Join(' ', option)}' is no option of the form --name number.", nameof(arguments));
            _numbers.Add(name, number);
        }
    }

    public int Number(string name, int otherwise) => _numbers.GetValueOrDefault(name, otherwise);
}
