using CsCheck;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.StructuredFields;

public class StructuredFieldPropertyTests
{
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Gen<string> Key = Gen.Select(
        Gen.Char[LowerCase + "*"],
        Gen.String[Gen.Char[LowerCase + "0123456789_-.*"], 0, 8],
        (first, rest) => first + rest);

    private static readonly Gen<BareItem> BareItems = Gen.OneOf(
        Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(BareItem.FromInteger),
        Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(thousandths => BareItem.FromDecimal(thousandths / 1000m)),
        Gen.String[Gen.Char[' ', '~'], 0, 20].Select(BareItem.FromString),
        Gen.String[Gen.Char["abcXYZ019!#$%&'*+-.^_`|~:/"], 0, 8].Select(rest => BareItem.FromToken("t" + rest)),
        Gen.Byte.Array[0, 40].Select(bytes => BareItem.FromBytes(bytes)),
        Gen.Bool.Select(BareItem.FromBoolean),
        Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(BareItem.FromDate),
        Gen.String[Gen.OneOf(Gen.Char['\0', '\u07ff'], Gen.Char['\ue000', '\uffff']), 0, 20].Select(BareItem.FromDisplayString));

    private static readonly Gen<Parameters> ParameterSets =
        Gen.Select(Key, BareItems, KeyValuePair.Create).Array[0, 3]
            .Select(pairs => new Parameters(pairs.DistinctBy(pair => pair.Key)));

    private static readonly Gen<Item> Items =
        Gen.Select(BareItems, ParameterSets, (value, parameters) => new Item(value, parameters));

    private static readonly Gen<Member> Members = Gen.OneOf(
        Items.Select(Member (item) => item),
        Gen.Select(Items.Array[0, 4], ParameterSets, Member (items, parameters) => new InnerList(items, parameters)));

    private static readonly Gen<FieldDictionary> Dictionaries =
        Gen.Select(Key, Members, KeyValuePair.Create).Array[0, 5]
            .Select(pairs => new FieldDictionary(pairs.DistinctBy(pair => pair.Key)));

    // Mostly the characters that mean something, so that garbage gets deep into the grammar.
    private static readonly Gen<string> Garbage =
        Gen.String[Gen.Frequency((9, Gen.Char["()=;,:?@%*\"\\aA0f9-. \t"]), (1, Gen.Char)), 0, 60];

    [Fact]
    public void Given_AnyItem_When_SerialisedAndParsed_Expect_TheSameItem() => Items.Sample(item =>
    {
        Item parsed = StructuredField.ParseItem(item.ToString(), rejectDuplicateKeys: true);
        AssertEqual(item, parsed);
    });

    [Fact]
    public void Given_AnyList_When_SerialisedAndParsed_Expect_TheSameList() => Members.Array[0, 5].Sample(members =>
    {
        FieldList parsed = StructuredField.ParseList(new FieldList(members).ToString(), rejectDuplicateKeys: true);
        Assert.Equal(members.Length, parsed.Count);
        Assert.All(members.Zip(parsed), pair => AssertEqual(pair.First, pair.Second));
    });

    [Fact]
    public void Given_AnyDictionary_When_SerialisedAndParsed_Expect_TheSameDictionary() => Dictionaries.Sample(dictionary =>
    {
        FieldDictionary parsed = StructuredField.ParseDictionary(dictionary.ToString(), rejectDuplicateKeys: true);
        Assert.Equal(dictionary.Keys, parsed.Keys);
        Assert.All(dictionary.Values.Zip(parsed.Values), pair => AssertEqual(pair.First, pair.Second));
    });

    [Fact]
    public void Given_Garbage_When_Parsed_Expect_NoExceptionAndACanonicalFormThatStays() =>
        Garbage.Sample(AssertStable, iter: 20_000);

    [Fact]
    public void Given_AVectorWithOneCharacterChanged_When_Parsed_Expect_NoExceptionAndACanonicalFormThatStays() =>
        Gen.Select(Gen.Int[0, StructuredFieldVectors.All.Count - 1], Gen.Int[0, 200], Gen.Char["()=;,:?@%*\"\\aA09-. \t\u00e9"])
            .Sample((index, place, character) =>
            {
                char[] value = StructuredFieldVectors.All[index].Raw.ToCharArray();
                if (value.Length > 0)
                {
                    value[place % value.Length] = character;
                }

                AssertStable(new string(value));
            }, iter: 20_000);

    private static void AssertStable(string value)
    {
        if (StructuredField.TryParseItem(value, out Item? item))
        {
            Assert.Equal(item.ToString(), StructuredField.ParseItem(item.ToString()).ToString());
        }

        if (StructuredField.TryParseList(value, out FieldList? list))
        {
            Assert.Equal(list.ToString(), StructuredField.ParseList(list.ToString()).ToString());
        }

        if (StructuredField.TryParseDictionary(value, out FieldDictionary? dictionary))
        {
            Assert.Equal(dictionary.ToString(), StructuredField.ParseDictionary(dictionary.ToString()).ToString());
        }
    }

    private static void AssertEqual(Member expected, Member actual)
    {
        Assert.True(expected.Parameters.SequenceEqual(actual.Parameters));
        if (expected is Item item)
        {
            Assert.Equal(item.Value, Assert.IsType<Item>(actual).Value);
            return;
        }

        InnerList list = (InnerList)expected, other = Assert.IsType<InnerList>(actual);
        Assert.Equal(list.Count, other.Count);
        Assert.All(list.Zip(other), pair => AssertEqual(pair.First, pair.Second));
    }
}
