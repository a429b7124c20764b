"""What the demo's fictional people ask, and what they are answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of request: item, subject, answers to its form, the first words of the unit, and a search it came from."""

    item: str
    title: str
    answers: dict[str, str]
    first_answer: str
    query: str = ""
    scope: str = ""


STORIES = (
    Story(
        "prior-art-search", "自行车货架折叠太阳能板的检索",
        {"solution": "铰接的两片光伏板收在自行车货架上，停车后打开，锁扣在骑行时不能打开。", "field": "B62J, H02S", "disclosed": "no"},
        "您好，材料已收到。我们先检索国内外自行车货架和便携光伏两个方向，有问题会在这里联系您。", "折叠 太阳能板 自行车", "patents",
    ),
    Story(
        "prior-art-search", "低温电解液添加剂是否已有公开",
        {"solution": "在碳酸酯类电解液中加入含氟磺酰亚胺添加剂，使电池在零下三十度仍能放电。", "field": "H01M10/0567", "disclosed": "no"},
        "您好，请问添加剂的质量分数范围是否已经确定？这会影响检索范围。", "电池 电解液 添加剂", "patents",
    ),
    Story(
        "prior-art-search", "Prior art for a gripper with a soft finger",
        {"solution": "A robot gripper whose fingers are printed in one piece and stiffen when a tendon is pulled.", "field": "B25J15", "disclosed": "no"},
        "Thank you. We begin with soft grippers and tendon drives; we write here if a question comes up.", "soft robot gripper", "patents",
    ),
    Story(
        "mark-check", "“绿行”用于自行车租赁", {"sign": "绿行", "goods": "自行车、自行车租赁服务", "classes": "12、39", "in_use": "no"},
        "您好，我们会查询第12类、第39类的相同和近似商标。", "绿行", "marks",
    ),
    Story(
        "mark-check", "茶饮店名称查询", {"sign": "山前茶事", "goods": "茶饮店、茶叶", "classes": "30、43", "in_use": "yes"},
        "您好，请补充门头照片，便于判断使用方式。", "山茶", "marks",
    ),
    Story(
        "consultation", "产品外观应该申请专利还是登记版权", {"ip_type": "unsure", "question": "新做的台灯造型比较特别，怎样保护合适？"},
        "您好，两种方式保护的对象不同，我们整理后一并答复。",
    ),
    Story(
        "consultation", "专利年费逾期怎么办", {"ip_type": "patent", "question": "上个月忘了缴年费，专利还在吗？"},
        "您好，期满后还有六个月的补缴期，请先告知专利号。",
    ),
    Story(
        "consultation", "员工离职带走图纸", {"ip_type": "trade_secret", "question": "离职员工带走了图纸，公司可以怎么做？"},
        "您好，请先不要自行处置证据，我们明天电话与您联系。",
    ),
    Story(
        "pre-examination", "电极涂布装置发明专利申请预审",
        {"kind": "invention", "classification": "H01M4/04", "registered_subject": "yes", "agency": "", "remarks": "希望尽快提交。"},
        "您好，申请文件已收到，正在核对领域和主体备案情况。",
    ),
    Story(
        "rights-aid", "网店销售与我方专利近似的产品",
        {"position": "owner", "right_type": "patent", "right_number": "", "opposite": "某网店", "facts": "本月在网店发现外形和结构都相近的产品。", "wish": "想知道能不能投诉，需要准备什么。"},
        "您好，请保留网页和订单，先不要与对方联系；我们协助核对权利要求。",
    ),
    Story(
        "rights-aid", "收到对方的侵权警告函",
        {"position": "accused", "right_type": "trade_mark", "right_number": "", "opposite": "", "facts": "上周收到律师函，称店名侵犯其注册商标。", "wish": "如何回复。"},
        "您好，请上传警告函全文，我们先核对对方商标的类别和状态。",
    ),
    Story(
        "visit", "园区新入驻企业走访", {"place": "云湖科创园3号楼", "people": "6", "topics": "专利布局、员工培训。"},
        "您好，已安排联络员，时间稍后在这里确认。",
    ),
)  # fmt: skip

RESULTS: dict[str, list[tuple[str, str]]] = {
    "consultation": [
        ("answered", "已就您的问题逐条答复，并附所依据的规定名称。如情况有变化，可以在本案件下继续提问。"),
        ("guided", "您的问题属于法院或者行政机关的职权，已告知受理机关、联系方式和需要准备的材料。"),
    ],
    "prior-art-search": [
        (
            "hits",
            "在所检索的范围内找到5篇相近文献，清单和检索说明见附注。最接近的一篇公开了铰接结构，未见行驶锁止。未检索非专利文献。",
        ),
        ("no_hits", "在所检索的范围内未命中相近文献。检索式、数据库和日期见附注；未检索的范围也已写明。"),
    ],
    "mark-check": [
        ("hits", "在所查询的数据内有2件近似的在先商标，类别和状态见附注。建议调整文字后再查询。"),
        ("no_hits", "在所查询的范围内未命中相同或近似商标。是否准予注册由国家知识产权局决定。"),
    ],
    "pre-examination": [
        ("ready", "申请文件已核对，形式问题3处已修改，可以向保护中心提出预审请求。"),
        ("conditions_not_met", "分类号不在保护中心预审服务的技术领域内，建议按普通程序提交。"),
    ],
    "rights-aid": [
        ("advised", "已梳理权利要求与对方产品的特征对照，供您参考；并说明了投诉、行政裁决和诉讼三种途径所需的材料。"),
        ("transferred", "经您同意，已引导至调解组织，联系人和时间见附注。"),
    ],
    "visit": [
        ("visited", "已走访并形成记录，企业现有专利4件、商标2件。"),
        ("followed_up", "已走访，两项需求已转为检索协助和培训服务。"),
    ],
}
DECLINED = [
    "所问事项不属于知识产权公共服务，建议向市场监管部门咨询，电话见本单位页面。",
    "与您上周提出的请求内容相同，请在原案件中继续。",
]
MISSING = ["请补充方案的附图，并说明与现有做法的不同之处。", "请补充拟使用的商品或者服务的具体名称。"]
REFERRED = ["需要专业意见，转上级中心办理。", "涉及跨区事项，转上级中心统筹。"]
TERMINATED = ["多次联系未能取得回复，先行终止；需要时可以重新提出。"]
