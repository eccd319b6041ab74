using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// The algorithms of RFC 9651 §4.2 over one text. Each reads forward only, so time and memory are linear in the input, and none
/// calls itself: an inner list holds items, never lists. False means "fail parsing"; the position then tells where.
/// </summary>
internal ref partial struct Parser(ReadOnlySpan<char> input, bool rejectDuplicateKeys)
{
    private const int UsualParameters = 6; // of a signature

    private readonly ReadOnlySpan<char> _input = input;
    private readonly bool _rejectDuplicateKeys = rejectDuplicateKeys;
    private int _position;

    public readonly int Position => _position;

    private readonly bool AtEnd => _position == _input.Length;

    private readonly ReadOnlySpan<char> Rest => _input[_position..];

    // §4.2, field_type "item"
    public bool TryParseItem([NotNullWhen(true)] out Item? item)
    {
        SkipSpaces();
        item = TryReadItem(out Item? read) && TryReadEnd() ? read : null;
        return item is not null;
    }

    // §4.2, field_type "list"
    public bool TryParseList([NotNullWhen(true)] out FieldList? list)
    {
        SkipSpaces();
        list = TryReadList(out List<Member> members) && TryReadEnd() ? new FieldList(members) : null;
        return list is not null;
    }

    // §4.2, field_type "dictionary"
    public bool TryParseDictionary([NotNullWhen(true)] out FieldDictionary? dictionary)
    {
        SkipSpaces();
        bool valid = TryReadDictionary(out OrderedDictionary<string, Member> members) && TryReadEnd();
        dictionary = valid ? new FieldDictionary(members) : null;
        return dictionary is not null;
    }

    // §4.2.1
    private bool TryReadList(out List<Member> members)
    {
        members = [];
        if (AtEnd)
        {
            return true;
        }

        do
        {
            if (!TryReadMember(out Member? member))
            {
                return false;
            }

            members.Add(member);
            SkipOptionalWhitespace();
            if (AtEnd)
            {
                return true;
            }
        }
        while (TryReadComma());
        return false;
    }

    // §4.2.2
    private bool TryReadDictionary(out OrderedDictionary<string, Member> members)
    {
        members = [];
        if (AtEnd)
        {
            return true;
        }

        do
        {
            if (!TryReadKey(out string? key) || !TryReadDictionaryValue(out Member? member) || !TrySet(members, key, member))
            {
                return false;
            }

            SkipOptionalWhitespace();
            if (AtEnd)
            {
                return true;
            }
        }
        while (TryReadComma());
        return false;
    }

    private bool TryReadDictionaryValue([NotNullWhen(true)] out Member? member)
    {
        if (TryRead('='))
        {
            return TryReadMember(out member);
        }

        member = TryReadParameters(out Parameters? parameters) ? new Item(BareItem.FromBoolean(true), parameters) : null;
        return member is not null;
    }

    // §4.2.1.1
    private bool TryReadMember([NotNullWhen(true)] out Member? member)
    {
        if (TryRead('('))
        {
            member = TryReadInnerList(out InnerList? list) ? list : null;
        }
        else
        {
            member = TryReadItem(out Item? item) ? item : null;
        }

        return member is not null;
    }

    // §4.2.1.2, after the opening parenthesis
    private bool TryReadInnerList([NotNullWhen(true)] out InnerList? list)
    {
        list = null;
        List<Item> items = [];
        while (true)
        {
            SkipSpaces();
            if (TryRead(')'))
            {
                break;
            }

            if (!TryReadItem(out Item? item))
            {
                return false;
            }

            items.Add(item);
            if (AtEnd || _input[_position] is not (' ' or ')'))
            {
                return false;
            }
        }

        list = TryReadParameters(out Parameters? parameters) ? new InnerList(items, parameters) : null;
        return list is not null;
    }

    // §4.2.3
    private bool TryReadItem([NotNullWhen(true)] out Item? item)
    {
        item = TryReadBareItem(out BareItem value) && TryReadParameters(out Parameters? parameters)
            ? new Item(value, parameters)
            : null;
        return item is not null;
    }

    // §4.2.3.2
    private bool TryReadParameters([NotNullWhen(true)] out Parameters? parameters)
    {
        parameters = null;
        OrderedDictionary<string, BareItem>? members = null;
        while (TryRead(';'))
        {
            SkipSpaces();
            BareItem value = BareItem.FromBoolean(true);
            if (!TryReadKey(out string? key)
                || (TryRead('=') && !TryReadBareItem(out value))
                || !TrySet(members ??= new(UsualParameters), key, value))
            {
                return false;
            }
        }

        parameters = members is null ? Parameters.Empty : new Parameters(members);
        return true;
    }

    // §4.2.3.3
    private bool TryReadKey([NotNullWhen(true)] out string? key) => TryReadWord(Grammar.KeyStart, Grammar.Key, out key);

    // The last value wins and keeps the first one's place (§4.2.2 step 2.4, §4.2.3.2 step 7), unless the caller wants no doubt.
    private readonly bool TrySet<TValue>(OrderedDictionary<string, TValue> members, string key, TValue value)
    {
        if (members.TryAdd(key, value))
        {
            return true;
        }

        members[key] = value;
        return !_rejectDuplicateKeys;
    }

    private bool TryReadWord(SearchValues<char> start, SearchValues<char> rest, [NotNullWhen(true)] out string? word)
    {
        word = null;
        if (AtEnd || !start.Contains(_input[_position]))
        {
            return false;
        }

        int length = Rest.IndexOfAnyExcept(rest);
        word = Take(length < 0 ? Rest.Length : length).ToString();
        return true;
    }

    private bool TryReadComma()
    {
        if (!TryRead(','))
        {
            return false;
        }

        SkipOptionalWhitespace();
        return !AtEnd;
    }

    // §4.2 steps 6 and 7
    private bool TryReadEnd()
    {
        SkipSpaces();
        return AtEnd;
    }

    private bool TryRead(char expected)
    {
        bool found = !AtEnd && _input[_position] == expected;
        _position += found ? 1 : 0;
        return found;
    }

    private ReadOnlySpan<char> Take(int length)
    {
        ReadOnlySpan<char> taken = _input.Slice(_position, length);
        _position += length;
        return taken;
    }

    private void SkipSpaces() => Skip(Rest.IndexOfAnyExcept(' '));

    private void SkipOptionalWhitespace() => Skip(Rest.IndexOfAnyExcept(' ', '\t'));

    private void Skip(int length) => _position = length < 0 ? _input.Length : _position + length;
}
